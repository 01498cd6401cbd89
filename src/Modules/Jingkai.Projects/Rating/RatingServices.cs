using Jingkai.Platform.Documents;
using Jingkai.Platform.Documents.Templates;
using Jingkai.Platform.Inboxes;
using Jingkai.Platform.RulePacks.Facts;
using Jingkai.Platform.SignOffs;
using Jingkai.Projects.Rating.Appeals;
using Jingkai.Projects.Rating.Consequences;
using Jingkai.Projects.Rating.Facts;
using Jingkai.Projects.Rating.Rounds;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Projects.Rating;

/// <summary>The services of the contest.</summary>
internal static class RatingServices
{
    public static IServiceCollection AddRating(this IServiceCollection services) => services
        .AddScoped<IInboxSource, RatingInbox>()
        .AddScoped<Contracts.IRatingSetup, RatingSetup>().AddScoped<FlagBook>().AddScoped<FactorLimits>()
        .AddScoped<ProjectFactReader>().AddScoped<IFactSource, ProjectFactSource>().AddScoped<ISubjectSource, ProjectSubjects>()
        .AddSingleton<IDocumentTemplateSource, RatingTemplates>().AddScoped<IDocumentSubject, RoundPaperSubject>().AddScoped<IDocumentSubject, ConsequencePaperSubject>().AddScoped<RoundPapers>()
        .AddScoped<RoundReader>().AddScoped<VerdictReader>().AddScoped<ConsequenceReader>().AddScoped<AppealReader>()
        .AddScoped<RoundService>().AddScoped<RoundHistory>().AddScoped<RoundFreezer>().AddScoped<RoundPublisher>()
        .AddScoped<ConsequenceWriter>().AddScoped<ConsequenceEnds>().AddScoped<ConsequenceService>().AddScoped<ISignOffKind, ConstraintKind>().AddScoped<AppealService>();
}
