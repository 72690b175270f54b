import Kernel
import Languages
import Storage
import Web

/// A time that is held for a household: take it or let it go, with one tap each; later, what became of it.
struct OfferView: Sendable {
    let exchange: Exchange
    let offer: TimeOffer
    let file: BookableCase
    let place: VisitPlace
    let desk: Desk?
    /// The visit that a new one would replace, or that it became.
    let visit: Visit?
    let standing: Standing
    let refusal: (any Refusal)?

    init(
        _ exchange: Exchange, _ offer: TimeOffer, _ file: BookableCase, _ asks: Asks,
        _ refusal: (any Refusal)?, in db: Reader
    ) throws {
        guard let place = try asks.place(offer.location, db) else { throw Refused.notFound }
        self.exchange = exchange
        self.offer = offer
        self.file = file
        self.place = place
        self.refusal = refusal
        desk = try Desk.find(offer.desk, in: db)
        visit = try Visit.open(of: offer.caseID, in: db)
        standing = try Standing(of: offer.caseID, at: exchange.now, in: db)
    }

    private var t: Translator { exchange.t }
    private var words: StandingWords { StandingWords(t: t, zone: place.zone) }
    private var isOpen: Bool { offer.isOpen(at: exchange.now) }

    var title: String {
        if isOpen { return t("A time is held for you") }
        switch offer.state {
        case .accepted: return t("You took this time")
        case .declined: return t("You let this time go")
        case .open, .lapsed: return t("This time is held no longer")
        }
    }

    var html: HTML {
        let errors = refusal.map { one -> [FieldError] in
            [FieldError(field: "answer", message: t(one.explanation, one.values))]
        }
        return withErrors(
            t, errors ?? [],
            """
            <h1>\(title)</h1><p class="lead">\(words.when(offer.start))</p>
            \(demoHoursWords(t, desk.map { [$0] } ?? []))\(definitionList(t, facts))
            <div id="field-answer">\(isOpen ? question : over)</div>
            """)
    }

    private var facts: [Fact] {
        let together = t.plural("{n} person", "{n} people", offer.people)
        let length = t.plural("{n} minute", "{n} minutes", offer.minutes)
        return [
            Fact(t("Where"), placeWords(t, place)),
            Fact(
                t("Who comes"), "\(together), \(t("all at the same desk, at one time"))"),
            Fact(t("How long it takes"), "\(length)"),
            Fact(t("File"), "<a href=\"/cases/\(offer.reference)\">\(offer.reference)</a>"),
        ]
    }

    private var question: HTML {
        let path = offerAddress(offer.id)
        let replaced = BookingHead(t: t, file: file, place: place, open: visit).replaced
        return """
            <p><b>\(words.until(offer))</b></p>\(replaced)
            <div class="actions">
            \(postForm(to: path + "/acceptance", fields: exchange.formFields, button(t("Take this time"))))
            \(postForm(to: path + "/letting-go", fields: exchange.formFields, button(t("Let it go"), kind: .secondary)))
            </div>
            <p>\(t("If you let it go, the next household is asked, and you keep your place on the list."))</p>
            """
    }

    private var over: HTML {
        if let visit {
            return actions(buttonLink(t("See the visit"), to: "/bookings/\(visit.id)"))
        }
        if let next = words.card(standing) { return next }
        let other = Address("/bookings/new").setting("case", to: offer.reference.text).text
        return file.awaitsVisit
            ? actions(buttonLink(t("Choose a day and time"), to: other)) : HTML()
    }
}
