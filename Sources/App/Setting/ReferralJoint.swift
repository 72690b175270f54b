import Formats
import Foundation
import Kernel
import Languages
import LegalTime
import People
import ServiceNetwork
import Storage

extension Joints {
    /// What referrals are counted by: the choices of the installation, and the working days of each municipality.
    static func referrals(
        _ options: Options, _ calendar: HolidayCalendar, _ zone: Zone
    ) throws -> ReferralSettings {
        let kept = LastRead<String, WorkingCalendar>()
        return ReferralSettings(
            policy: try referralPolicy(options.policy), zone: zone,
            working: { place in
                kept.value(of: place.text) {
                    calendar.working(at: Place(municipality: place.text))
                }
            }, address: House.address(options))
    }

    /// A country without the file takes the standard of the room.
    static func referralPolicy(_ policy: String) throws -> ReferralPolicy {
        let path = policy + "/" + ReferralPolicy.path
        guard FileManager.default.fileExists(atPath: path) else { return .standard }
        return try ReferralPolicy(YAML.parse(Files.bytes(path), file: ReferralPolicy.path))
    }
}

extension ServiceNetwork {
    /// The same, telling people what becomes of their referrals and paths.
    func telling(_ people: People, _ languages: LanguageSet) -> ServiceNetwork {
        var copy = self
        copy.referrals.tell = { news, now, db in
            let words = news.words(
                languages.translator(try people.language(of: news.person, in: db)))
            // A message names its person: which referral or path it is of stands there as a keyed hash.
            let hidden = { NetworkNews.prefix + hex(db.keys.lookup($0, use: "network.news")) }
            let notice = Notice(
                person: news.person, subject: hidden(news.subject), title: words.title,
                body: words.body, link: news.link, legalEffect: false, key: hidden(news.key))
            try people.notify(notice, db, now)
        }
        return copy
    }
}

extension People {
    /// The same for people whom the network knows: what they allowed ends with their account.
    func joining(_ network: ServiceNetwork) -> People {
        keepingConsents(at: "/consents") { person, now, db in
            try network.leave(person, at: now, in: db)
        }
    }
}
