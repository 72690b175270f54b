public import Kernel
public import LegalTime

/// What a sealed room's actions and questions need beside its database.
struct SealedHouse: Sendable {
    let procedures: [SealedProcedure]
    let library: ClockLibrary
    let zone: Zone
    let calendar: WorkingCalendar
    let names: CodedNames
    let extras: SealedExtras

    func procedure(_ code: String) throws -> SealedProcedure {
        guard let found = procedures.first(where: { $0.code == code }) else {
            throw Refused.notFound
        }
        return found
    }

    /// For whoever reads the answers of a form today.
    func world(at now: Moment) -> FormWorld {
        FormWorld(
            today: zone.day(of: now), countries: Set(names.countries.map(\.code)),
            languages: Set(names.languages.map(\.code)))
    }
}

/// What a sealed room gets from outside.
public struct SealedWorld: Sendable {
    let zone: Zone
    let calendar: WorkingCalendar
    let countries: [CodedName]
    let languages: [CodedName]
    let scan: ScanFile?

    /// With `scan` evidence in which a virus is found is refused, and what nobody looked through is not opened.
    public init(
        zone: Zone, calendar: WorkingCalendar, countries: [CodedName] = [],
        languages: [CodedName] = [], scan: ScanFile? = nil
    ) {
        self.zone = zone
        self.calendar = calendar
        self.countries = countries
        self.languages = languages
        self.scan = scan
    }
}
