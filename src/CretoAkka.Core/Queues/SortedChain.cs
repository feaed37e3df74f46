namespace CretoAkka.Core.Queues;

/// <summary>
/// Values in the order of their ranks. Adding at either end, removing and asking for the first are O(1), adding
/// elsewhere is O(log n), each as an average over the tree's own dice.
/// </summary>
/// <remarks>
/// A chain for the order and a treap over the same links to find a place in it. A heap would do with less, but would
/// make every message pay for the few that come out of order, and a purge pay the logarithm for each message.
/// </remarks>
internal sealed class SortedChain<TValue>(StepCount steps)
{
    private Link? _root;
    private ulong _added;

    public Link? First { get; private set; }

    public Link? Last { get; private set; }

    public int Count { get; private set; }

    /// <summary>Puts a link that is in no chain behind all of lower rank. No two ranks are equal.</summary>
    public void Add(Link link, Rank rank)
    {
        (link.Rank, link.Dice, link.Chain) = (rank, Roll(), this);
        Count++;
        if (Last is null)
            _root = First = Last = link;
        else if (Last.Rank < rank)
            AddBelow(Last, link, isLeft: false);
        else if (rank < First!.Rank)
            AddBelow(First, link, isLeft: true);
        else
            Search(link);
        while (link.Parent is { } parent && parent.Dice < link.Dice)
            Raise(link);
    }

    public void Remove(Link link)
    {
        while (link.Left is not null || link.Right is not null)
            Raise(link.Right is null || link.Left?.Dice > link.Right.Dice ? link.Left! : link.Right);
        Replace(link, null);
        if (link.Previous is null)
            First = link.Next;
        else
            link.Previous.Next = link.Next;
        if (link.Next is null)
            Last = link.Previous;
        else
            link.Next.Previous = link.Previous;
        (link.Previous, link.Next, link.Parent, link.Chain) = (null, null, null, null);
        Count--;
        steps.Value++;
    }

    private void Search(Link link)
    {
        for (var at = _root!; ;)
        {
            steps.Value++;
            var isLeft = link.Rank < at.Rank;
            if ((isLeft ? at.Left : at.Right) is { } below)
            {
                at = below;
                continue;
            }
            AddBelow(at, link, isLeft);
            return;
        }
    }

    private void AddBelow(Link parent, Link link, bool isLeft)
    {
        link.Parent = parent;
        if (isLeft)
        {
            parent.Left = link;
            Thread(parent.Previous, link, parent);
        }
        else
        {
            parent.Right = link;
            Thread(parent, link, parent.Next);
        }
        steps.Value++;
    }

    private void Thread(Link? before, Link link, Link? after)
    {
        (link.Previous, link.Next) = (before, after);
        if (before is null)
            First = link;
        else
            before.Next = link;
        if (after is null)
            Last = link;
        else
            after.Previous = link;
    }

    // Turns a link and the one above it.
    private void Raise(Link link)
    {
        var parent = link.Parent!;
        var isLeft = parent.Left == link;
        var between = isLeft ? link.Right : link.Left;
        Replace(parent, link);
        if (isLeft)
            (parent.Left, link.Right) = (between, parent);
        else
            (parent.Right, link.Left) = (between, parent);
        if (between is not null)
            between.Parent = parent;
        parent.Parent = link;
        steps.Value++;
    }

    private void Replace(Link link, Link? by)
    {
        var parent = link.Parent;
        if (by is not null)
            by.Parent = parent;
        if (parent is null)
            _root = by;
        else if (parent.Left == link)
            parent.Left = by;
        else
            parent.Right = by;
    }

    // Even for the same history the same dice: a mix of how many were added before (SplitMix64).
    private ulong Roll()
    {
        var mix = unchecked(++_added * 0x9E3779B97F4A7C15);
        mix = unchecked((mix ^ (mix >> 30)) * 0xBF58476D1CE4E5B9);
        mix = unchecked((mix ^ (mix >> 27)) * 0x94D049BB133111EB);
        return mix ^ (mix >> 31);
    }

    internal sealed class Link(TValue value)
    {
        /// <summary>What is linked; another may take its place.</summary>
        public TValue Value { get; set; } = value;

        public Rank Rank { get; set; }

        /// <summary>The chain it is in; null: none.</summary>
        public SortedChain<TValue>? Chain { get; set; }

        public Link? Previous { get; set; }

        public Link? Next { get; set; }

        public Link? Parent { get; set; }

        public Link? Left { get; set; }

        public Link? Right { get; set; }

        public ulong Dice { get; set; }
    }
}
