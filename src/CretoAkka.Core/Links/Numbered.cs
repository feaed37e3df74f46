namespace CretoAkka.Core.Links;

/// <summary>A message as it leaves.</summary>
/// <param name="Number">Its number in the session.</param>
/// <param name="Item">The message.</param>
public readonly record struct Numbered<TItem>(long Number, TItem Item);
