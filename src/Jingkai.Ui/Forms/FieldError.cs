namespace Jingkai.Ui;

/// <summary>An objection of the server, to a field by its name or to the form as a whole.</summary>
public sealed record FieldError(string? Field, string Message);
