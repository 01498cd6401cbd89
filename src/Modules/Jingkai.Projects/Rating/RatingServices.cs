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
        .AddScoped<FlagBook>().AddScoped<FactorLimits>()
        .AddScoped<ProjectFactReader>().AddScoped<IFactSource, ProjectFactSource>().AddScoped<ISubjectSource, ProjectSubjects>()
        .AddScoped<RoundReader>().AddScoped<VerdictReader>().AddScoped<ConsequenceReader>().AddScoped<AppealReader>()
        .AddScoped<RoundService>().AddScoped<RoundHistory>().AddScoped<RoundFreezer>().AddScoped<RoundPublisher>()
        .AddScoped<ConsequenceWriter>().AddScoped<ConsequenceService>().AddScoped<ISignOffKind, ConstraintKind>().AddScoped<AppealService>();
}
