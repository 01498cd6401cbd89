using Jingkai.Platform.SignOffs;

namespace Jingkai.Ui;

/// <summary>How states of a sign-off are to be taken, and how people are named.</summary>
internal static class SignOffWords
{
    public static string Person(PersonView person) => person.Post is null ? person.Name : $"{person.Name} · {person.Post}";

    public static Tone ToneOf(string state) => state switch
    {
        SignOffState.Approved => Tone.Success,
        SignOffState.Returned => Tone.Warning,
        SignOffState.Pending => Tone.Info,
        _ => Tone.Neutral,
    };

    public static Tone ToneOfSigner(string state) => state switch
    {
        SignerState.Approved => Tone.Success,
        SignerState.Returned => Tone.Warning,
        SignerState.Open => Tone.Info,
        _ => Tone.Neutral,
    };

    public static Tone ToneOfMove(string verb) => verb switch
    {
        SignOffVerb.Approve => Tone.Success,
        SignOffVerb.Return or SignOffVerb.Urge => Tone.Warning,
        _ => Tone.Neutral,
    };
}
