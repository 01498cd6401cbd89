using Jingkai.Platform.Documents;

namespace Jingkai.UnitTests.Documents;

/// <summary>Who may do what with a paper.</summary>
public sealed class DocumentRulesTests
{
    private static readonly Guid Author = Guid.CreateVersion7(), Colleague = Guid.CreateVersion7(), Leader = Guid.CreateVersion7(), Stranger = Guid.CreateVersion7(), Unit = Guid.CreateVersion7(), Other = Guid.CreateVersion7();

    [Fact]
    public void Nobody_issues_what_they_wrote_whatever_else_they_may()
    {
        foreach (var state in DocumentState.All)
            foreach (var who in (Guid[])[Author, Colleague, Leader, Stranger])
                foreach (var wrote in (bool[])[true, false])
                    foreach (var issues in (bool[])[true, false])
                        Rules(state, new(who, Unit, Drafts: true, issues), wrote ? [who] : [Author]).MayIssue.ShouldBe(state == DocumentState.Draft && issues && !wrote && who != Author);
    }

    [Fact]
    public void Observer_without_a_membership_does_nothing()
    {
        foreach (var state in DocumentState.All) Rules(state, new(null, Unit, Drafts: true, Issues: true)).Allowed.ShouldBeEmpty();
    }

    [Fact]
    public void Draft_is_kept_by_its_author_and_their_office_and_vanishes_by_its_author_only()
    {
        Rules(DocumentState.Draft, new(Author, Other, true, false)).Allowed.ShouldBe(["change", "submit", "void", "delete"]);
        Rules(DocumentState.Draft, new(Colleague, Unit, true, false)).Allowed.ShouldBe(["change", "submit", "void"]);
        Rules(DocumentState.Draft, new(Stranger, Other, true, false)).Allowed.ShouldBeEmpty();
        Rules(DocumentState.Draft, new(Leader, null, false, true)).Allowed.ShouldBe(["issue", "void"]);
        // What a program drafted without an office is for every drafter who reads it.
        new DocumentRules(new() { State = DocumentState.Draft }, new HashSet<Guid>(), new(Stranger, Other, true, false)).Allowed.ShouldBe(["change", "submit", "void", "delete"]);
    }

    [Fact]
    public void Issued_paper_is_voided_by_who_may_issue_and_nothing_else_is_done_with_it()
    {
        Rules(DocumentState.Issued, new(Author, Unit, true, false)).Allowed.ShouldBeEmpty();
        Rules(DocumentState.Issued, new(Leader, null, true, true)).Allowed.ShouldBe(["void"]);
        Rules(DocumentState.Signing, new(Author, Unit, true, false)).Allowed.ShouldBe(["void"]);
        Rules(DocumentState.Voided, new(Leader, null, true, true)).Allowed.ShouldBeEmpty();
        Rules(DocumentState.Issued, new(Colleague, Unit, true, false)).MayAttach.ShouldBeTrue();
        Rules(DocumentState.Issued, new(Stranger, Other, true, false)).MayAttach.ShouldBeFalse();
    }

    private static DocumentRules Rules(string state, DocumentActor actor, IReadOnlyCollection<Guid>? writers = null) =>
        new(new() { State = state, AuthorId = Author, UnitId = Unit }, (writers ?? [Author]).ToHashSet(), actor);
}
