import Kernel
import Languages
import Web

/// What stands above every choice of a time: for whom, of which file, where, and the visit that a new time replaces.
struct BookingHead {
    let t: Translator
    let file: BookableCase
    let place: VisitPlace
    let open: Visit?

    var lead: HTML {
        let words = t.plural(
            "One visit for {n} person", "One visit for {n} people together", file.people.count)
        return "<p class=\"lead\">\(words)</p>"
    }

    var facts: HTML {
        definitionList(
            t,
            [
                Fact(t("File"), "\(file.reference)"),
                Fact(t("Who comes"), "\(t.list(file.people))"),
                Fact(t("Where"), placeWords(t, place)),
            ])
    }

    var replaced: HTML? {
        open.map { visit in
            let words = TimeWords(t: t, zone: place.zone)
            let when = words.day(of: visit.start) + ", " + words.clock(visit.start)
            return
                "<p>\(t("You have a visit on {when}. A new time replaces it.", ["when": when]))</p>"
        }
    }
}
