using Jingkai.Platform.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.Platform.Attachments;

/// <summary>Table and services of attachments.</summary>
internal static class AttachmentModel
{
    public static void Configure(ModelBuilder model) => model.Entity<Attachment>(attachment =>
    {
        attachment.ToTable("platform_attachments").HasKey(a => new { a.ZoneId, a.Id });
        attachment.HasIndex(a => new { a.ZoneId, a.SubjectKind, a.SubjectId, a.AddedAt });
        attachment.HasIndex(a => new { a.ZoneId, a.Sha256 });
        attachment.HasOne<Upload>().WithMany().HasForeignKey(a => new { a.ZoneId, a.UploadId });
        attachment.HasOne<Upload>().WithMany().HasForeignKey(a => new { a.ZoneId, a.PreviewId });
    });

    public static IServiceCollection AddAttachments(this IServiceCollection services) =>
        services.AddSingleton<AttachmentLimits>().AddScoped<AttachmentReader>().AddScoped<AttachmentService>();
}
