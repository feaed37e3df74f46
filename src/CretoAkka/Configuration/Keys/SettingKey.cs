using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>A key of some section: everything that is ever asked about it is declared here, once. Immutable.</summary>
internal abstract class SettingKey(string path)
{
    /// <summary>The key, relative to its section.</summary>
    public string Path { get; } = path;

    public abstract string Expected { get; }

    /// <summary>Whether its value must not be shown.</summary>
    public abstract bool IsSecret { get; }

    /// <summary>Whether its value may be written as a list.</summary>
    public abstract bool IsList { get; }
}

/// <summary>A key whose value lies in a <typeparamref name="TDraft"/>.</summary>
internal abstract class SettingKey<TDraft>(string path) : SettingKey(path)
{
    /// <summary>Lays a value as written over <paramref name="draft"/>; false: it is none, or out of range.</summary>
    public abstract bool TryApply(ref TDraft draft, string text, out string? meant);

    /// <summary>Whether the value that is there is in range.</summary>
    public abstract bool Allows(TDraft draft);

    /// <summary>The value that is there, as it would be written.</summary>
    public abstract string Write(TDraft draft);

    /// <summary>The value that is there.</summary>
    public abstract object? ValueOf(TDraft draft);

    /// <summary>The same key seen from a draft that holds this one's.</summary>
    public SettingKey<TOuter> Within<TOuter>(
        string section, Func<TOuter, TDraft> get, Func<TOuter, TDraft, TOuter> set) =>
        new NestedKey<TOuter, TDraft>(section, this, get, set);
}

internal sealed class SettingKey<TDraft, T>(
    string path, ValueKind<T> kind, Func<TDraft, T> get, Func<TDraft, T, TDraft> set) : SettingKey<TDraft>(path)
{
    public override string Expected => kind.Expected;

    public override bool IsSecret => kind.IsSecret;

    public override bool IsList => kind.IsList;

    public override bool TryApply(ref TDraft draft, string text, out string? meant)
    {
        if (!kind.TryRead(text, out var value, out meant) || !kind.Allows(value))
            return false;
        draft = set(draft, value);
        return true;
    }

    public override bool Allows(TDraft draft) => kind.Allows(get(draft));

    public override string Write(TDraft draft) => kind.Write(get(draft));

    public override object? ValueOf(TDraft draft) => get(draft);
}

internal sealed class NestedKey<TOuter, TDraft>(
    string section, SettingKey<TDraft> inner, Func<TOuter, TDraft> get, Func<TOuter, TDraft, TOuter> set)
    : SettingKey<TOuter>($"{section}.{inner.Path}")
{
    public override string Expected => inner.Expected;

    public override bool IsSecret => inner.IsSecret;

    public override bool IsList => inner.IsList;

    public override bool TryApply(ref TOuter draft, string text, out string? meant)
    {
        var nested = get(draft);
        if (!inner.TryApply(ref nested, text, out meant))
            return false;
        draft = set(draft, nested);
        return true;
    }

    public override bool Allows(TOuter draft) => inner.Allows(get(draft));

    public override string Write(TOuter draft) => inner.Write(get(draft));

    public override object? ValueOf(TOuter draft) => inner.ValueOf(get(draft));
}
