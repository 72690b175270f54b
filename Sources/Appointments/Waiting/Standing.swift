import Kernel
import Languages
import Storage
import Web

/// Where a file stands that has no visit yet: a time is held for it, it waits on the list, or neither.
enum Standing: Sendable {
    case none
    /// With the files for the same service that come first in the published order.
    case waits(Demand, before: Int)
    case held(TimeOffer)

    init(of caseID: CaseID, at now: Moment, in db: Reader) throws {
        if let offer = try TimeOffer.open(of: caseID, in: db), offer.isOpen(at: now) {
            self = .held(offer)
        } else if let demand = try Demand.waiting(of: caseID, in: db) {
            self = .waits(demand, before: try demand.before(in: db))
        } else {
            self = .none
        }
    }

    var isHeld: Bool {
        if case .held = self { true } else { false }
    }
}

/// How a place on the list is told: how many come first, in which order, and that it promises nothing.
struct StandingWords {
    let t: Translator
    let zone: Zone

    /// A card that leads on; nothing of a file that neither waits nor has a time held.
    func card(_ standing: Standing) -> HTML? {
        switch standing {
        case .none: nil
        case .held(let offer):
            Web.card(
                """
                <h2>\(icon(.clock))\(t("A time is held for you"))</h2>
                <p class="lead">\(when(offer.start))</p><p>\(until(offer))</p>
                \(actions(buttonLink(t("Answer now"), to: offerAddress(offer.id))))
                """)
        case .waits(let demand, let before):
            Web.card(
                """
                <h2>\(icon(.clock))\(t("You wait for a time"))</h2><p>\(place(before))</p>
                \(actions(buttonLink(t("See or change it"), to: waitingAddress(demand.reference), kind: .secondary)))
                """)
        }
    }

    func place(_ before: Int) -> String {
        before == 0
            ? t("No file that waits here for the same service comes before this one.")
            : t.plural(
                "{n} file that waits here for the same service comes before this one.",
                "{n} files that wait here for the same service come before this one.", before)
    }

    /// The order in words, with a link to all of it.
    var order: HTML {
        """
        <p>\(t("First comes whom the published table puts first, then whose date by law is nearer, then who has waited longer. A time goes to the first household that it fits, so somebody behind you may get one that you cannot use."))
        <a href="/visits/how">\(t("How times are given"))</a></p>
        """
    }

    func until(_ offer: TimeOffer) -> String {
        t(
            "Answer by {when}. After that it goes to the next household, and you keep your place.",
            ["when": when(offer.until)])
    }

    func when(_ moment: Moment) -> String {
        let words = TimeWords(t: t, zone: zone)
        return words.day(of: moment) + ", " + words.clock(moment)
    }
}

func waitingAddress(_ reference: Reference) -> String {
    Address("/bookings/waiting").setting("case", to: reference.text).text
}

func offerAddress(_ offer: OfferID) -> String { "/visits/offers/\(offer)" }
