using Jingkai.Kernel;

namespace Jingkai.Projects.Progress;

/// <summary>Refusals of progress.</summary>
internal static class Errors
{
    public static Error BadPercent { get; } = Error.Invalid("bad-percent", "形象进度应在0至100之间，最多四位小数", "progress lies between 0 and 100, with at most four decimals", "percent");

    public static Error BadCourse(string field) => Error.Invalid("bad-course", "计划进度应按日期先后递增，不超过100", "the planned course rises from day to day and does not exceed 100", field);

    public static Error TooManyPoints { get; } = Error.Invalid("too-many", "计划进度最多200个点", "a planned course has at most 200 points", "points");

    public static Error NotStarted { get; } = Error.Conflict("not-started", "项目还没有开工，形象进度只能填0", "the project has not started; its progress is 0");

    public static Error PhotoRequired { get; } = Error.Invalid("photo-required", "在建项目须附现场照片", "a project under construction needs a photo of the site", "photos");

    public static Error NotAPhoto(string? id) => Error.Invalid("not-a-photo", $"“{id}”不是本项目附件中的照片", $"\"{id}\" is no photo among the project's files", "photos");

    public static Error OwnProgress { get; } = Error.Conflict("own-progress", "填报人不能复核自己填报的进度", "whoever entered progress does not check it");

    public static Error Decided { get; } = Error.Conflict("already-checked", "这条进度已复核或退回", "this entry was checked or returned already");

    public static Error NeitherYesNorNo(string value) => Error.Invalid("not-yes-or-no", $"“{value}”请填写是或否", $"\"{value}\" is neither yes (是) nor no (否)");
}
