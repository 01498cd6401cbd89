using Jingkai.Kernel;
using Jingkai.Projects.Domain;
using Jingkai.Projects.Exchange;

namespace Jingkai.Projects.Register;

/// <summary>The place of a project: entered from whatever map, stored in CGCS2000, with the mark of how it came.</summary>
internal static class ProjectPlace
{
    /// <summary>Puts the place of a change into a project.</summary>
    /// <returns>What is wrong with it; null: nothing.</returns>
    public static (string Column, Error Error)? Enter(InvestmentProject project, ProjectChange change)
    {
        var datum = change.Or<Datum?>(ProjectColumns.Datum, null) ?? Datum.Cgcs2000;
        if (!change.Has(ProjectColumns.Longitude) && !change.Has(ProjectColumns.Latitude)) return datum == Datum.Cgcs2000 ? null : (ProjectColumns.Datum, Errors.DatumAlone);
        // A number of another map is no pair with one that is stored.
        var beside = datum == Datum.Cgcs2000;
        switch (change.Or(ProjectColumns.Longitude, beside ? project.LongitudeE7 : null), change.Or(ProjectColumns.Latitude, beside ? project.LatitudeE7 : null))
        {
            case (null, null):
                (project.LongitudeE7, project.LatitudeE7, project.EnteredDatum) = (null, null, null);
                return null;
            case ({ } east, { } north):
                var place = Place.Enter(GeoPoint.OfE7(east, north), datum).Value;
                // The same place told again, as a file that was exported here tells it, keeps its mark.
                if ((place.LongitudeE7, place.LatitudeE7) == (project.LongitudeE7, project.LatitudeE7)) return null;
                (project.LongitudeE7, project.LatitudeE7, project.EnteredDatum) = (place.LongitudeE7, place.LatitudeE7, place.Converted ? datum.Code() : null);
                return null;
            default:
                return (ProjectColumns.Longitude, Errors.HalfPlace);
        }
    }

    /// <summary>The place as it is stored; null: none.</summary>
    public static Place? Of(InvestmentProject project) => Of(project.LongitudeE7, project.LatitudeE7, project.EnteredDatum, project.Address);

    /// <inheritdoc cref="Of(InvestmentProject)" />
    public static Place? Of(int? longitudeE7, int? latitudeE7, string? entered, string? address) =>
        longitudeE7 is { } east && latitudeE7 is { } north ? Place.Stored(east, north, Datums.Parse(entered).Value, address) : null;
}
