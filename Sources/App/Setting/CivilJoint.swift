import Cases
import Kernel
import Languages
import LegalTime
import ServiceNetwork

extension Joints {
    /// The time of the places of the directory, and the public holidays of their municipalities.
    static func civilTimes(_ calendar: HolidayCalendar) throws -> CivilTimes {
        let names = ["Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"]
        let zones = Dictionary(
            uniqueKeysWithValues: try names.map { ($0, try Files.zone($0)) })
        return CivilTimes(
            zone: { zones[$0] },
            isHoliday: { municipality, day in
                calendar.holidays(from: day, to: day, at: Place(municipality: municipality))
                    .contains { $0.category != .optional && $0.part == .whole }
            })
    }

    /// The names of languages, for those that are spoken at a place.
    static func languageName(
        _ home: String
    ) throws -> @Sendable (String, Translator) -> String {
        let named = try Files.codedNames(home, "languages", code: "code")
        let names = Dictionary(named.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
        return { code, t in names[code]?(t) ?? code }
    }

    /// Style, script and the two languages of the page to take along.
    static func offlineKit(_ home: String, _ languages: LanguageSet) throws -> OfflineKit {
        func text(_ name: String) throws -> String {
            String(decoding: try Files.bytes(home + "/web/" + name), as: UTF8.self)
        }
        return OfflineKit(
            style: try text("css/tokens.css") + text("css/offline.css"),
            script: try text("js/offline.js"), pt: languages.translator("pt"),
            en: languages.translator("en"))
    }
}
