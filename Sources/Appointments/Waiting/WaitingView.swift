import Kernel
import Languages
import Storage
import Web

/// The place of one file on the waiting list, and the hours in which its people can come.
struct WaitingView: Sendable {
    let exchange: Exchange
    let file: BookableCase
    let place: VisitPlace
    let standing: Standing
    /// A visit that it has: then it waits for nothing.
    let visit: Visit?
    let errors: [FieldError]

    init(
        _ exchange: Exchange, _ file: BookableCase, _ asks: Asks, _ errors: [FieldError],
        in db: Reader
    ) throws {
        guard file.awaitsVisit else { throw BookingRefusal.noVisitNeeded }
        guard let place = try asks.place(file.office, db) else { throw Refused.notFound }
        self.exchange = exchange
        self.file = file
        self.place = place
        self.errors = errors
        standing = try Standing(of: file.id, at: exchange.now, in: db)
        visit = try Visit.open(of: file.id, in: db)
    }

    private var t: Translator { exchange.t }
    private var words: StandingWords { StandingWords(t: t, zone: place.zone) }
    private var head: BookingHead {
        BookingHead(t: t, file: file, place: place, open: visit)
    }

    private var demand: Demand? {
        if case .waits(let demand, _) = standing { demand } else { nil }
    }

    var title: String {
        demand == nil ? t("Wait for a time") : t("You wait for a time")
    }

    var html: HTML {
        withErrors(
            t, errors, "<h1>\(title)</h1>\(head.lead)\(head.facts)\(visit.map(booked) ?? main)")
    }

    private func booked(_ visit: Visit) -> HTML {
        """
        <p>\(t("This file has a visit, so it waits for nothing."))</p>
        \(actions(buttonLink(t("See the visit"), to: "/bookings/\(visit.id)")))
        """
    }

    private var main: HTML {
        switch standing {
        case .none: "<p>\(promise)</p>\(form(t("Wait for a time")))\(words.order)"
        case .held: "\(words.card(standing))\(leaving)"
        case .waits(_, let before):
            """
            <p class="lead">\(words.place(before))</p>\(words.order)<p>\(promise)</p>
            <h2>\(t("When you can come"))</h2>\(form(t("Change when we can come")))\(leaving)
            """
        }
    }

    private var promise: String {
        t(
            "As soon as a time is free that fits all of you, it is held for you and we tell you. You take it or let it go with one tap."
        )
    }

    private func form(_ label: String) -> HTML {
        let hours = sent ?? demand?.hours ?? usualHours
        let reason: HTML? =
            file.isOwn
            ? nil
            : textField(
                t, name: "reason", label: t("Why the file waits"),
                hint: t("The person reads it."), value: exchange.form.text("reason") ?? "",
                error: message(for: "reason", in: errors))
        return """
            <form method="post" action="/bookings/waiting" novalidate>\(exchange.formFields)
            \(hiddenField("case", file.reference.text))
            \(checkboxFields(t, name: "weekday", legend: t("Days on which you can come"), options: (1...7).map { Choice("\($0)", weekday($0)) },
                values: Set((1...7).filter(hours.has(weekday:)).map { "\($0)" }), error: message(for: "weekday", in: errors)))
            \(selectField(t, name: "from", label: t("Not before"), options: clocks(from: 0), value: "\(hours.minutes.lowerBound)"))
            \(selectField(t, name: "to", label: t("Finished by"), options: clocks(from: 60), value: "\(hours.minutes.upperBound)"))
            \(reason)\(actions(button(label)))</form>
            """
    }

    /// What was just sent and could not be taken.
    private var sent: ComingHours? {
        exchange.form.fields["case"] == nil ? nil : ComingHours(exchange.form)
    }

    /// Of this week, as any other has the same.
    private func weekday(_ number: Int) -> String {
        let today = place.zone.day(of: exchange.now)
        return t.weekday(today.adding(days: number - today.weekday))
    }

    /// Every full hour to the end of the day.
    private func clocks(from first: Int) -> [Choice] {
        stride(from: first, through: first + minutesOfDay - 60, by: 60).map { minute in
            Choice("\(minute)", minute == minutesOfDay ? t("the end of the day") : t.time(minute))
        }
    }

    /// The place is lost, so it is asked once more.
    private var leaving: HTML {
        """
        <details><summary>\(t("Wait no longer"))</summary>
        <p>\(t("You lose your place on the list, and a time that is held for you goes to the next household."))</p>
        \(postForm(to: "/bookings/waiting/leaving", fields: exchange.formFields, "\(hiddenField("case", file.reference.text))\(button(t("Yes, leave the list"), kind: .secondary))"))
        </details>
        """
    }
}

/// Monday to Friday, at any hour.
private let usualHours = ComingHours(days: [1, 2, 3, 4, 5], minutes: 0..<minutesOfDay)
