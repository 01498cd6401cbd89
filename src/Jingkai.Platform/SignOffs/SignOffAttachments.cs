using Jingkai.Platform.Attachments;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.SignOffs;

/// <summary>Evidence on a sign-off: whoever may read it reads its files; its starter and those who are asked in this round add to
/// them while it is open. Once it is decided, what it was decided on stays as it was.</summary>
internal sealed class SignOffAttachments(SignOffStore store) : IAttachmentSubject
{
    public const string SubjectKind = "sign-off";

    public string Kind => SubjectKind;

    public async Task<AttachmentSubject?> FindAsync(JingkaiDbContext db, string key, CancellationToken cancel)
    {
        var id = Guid.TryParse(key, out var parsed) ? parsed : Guid.Empty;
        if (await db.Set<SignOff>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id || s.Code == key, cancel) is not { } signOff) return null;
        var board = (await store.BoardsAsync([signOff], tracked: false, cancel))[0];
        var asked = db.Actor.MemberId is { } me && (signOff.StarterId == me || board.PlaceOf(me) is not null
            || board.Signers.Any(s => s.Round == signOff.Round && s.State != SignerState.HandedOver && (s.MemberId == me || s.DecidedById == me)));
        var adds = asked && signOff.State is (SignOffState.Pending or SignOffState.Returned);
        return new(signOff.Id.ToString(), signOff.Code, $"sign-offs/{signOff.Code}")
        {
            MayAdd = adds,
            Voiding = adds ? AttachmentVoiding.Own : AttachmentVoiding.None,
            // Who decides, or answers for the whole, must be able to see what was taken away.
            SeesVoided = asked || db.SeesAll(SignOffScope.Permission),
        };
    }
}
