import Kernel
import Languages
import Web

/// The fee of one case: what is to be paid, with which reference, until when, and what became of it.
struct PaymentView {
    let exchange: Exchange
    let view: CaseView
    let house: CaseHouse

    private var t: Translator { exchange.t }
    private var words: FeeWords { FeeWords(t: t) }
    private var own: String { "/cases/\(view.kase.reference)/fee" }
    private var desk: String { "/desk/cases/\(view.kase.reference)/fee" }

    /// For the person, or whoever stands in their place; empty where no document was ever asked for.
    func ofPerson(mayAct: Bool) -> HTML {
        guard let demand = view.fee.demand, demand.state != .closed else { return HTML() }
        let renew: HTML? =
            mayAct && view.fee.mayRenew
            ? postForm(
                to: own + "/renewal", fields: exchange.formFields,
                actions(button(t("Get another payment document"))))
            : nil
        let pretend: HTML? =
            mayAct && view.kase.isDemo && demand.state == .open && !isOver(demand)
            ? postForm(
                to: own + "/demo-payment", fields: exchange.formFields,
                actions(button(t("Pretend to pay (demonstration)"), kind: .secondary)))
            : nil
        return card(
            """
            <h2>\(t("The fee"))</h2>\(status(demand, isOwn: true))\(lines(demand))\(renew)\(pretend)
            """)
    }

    /// For the office; empty where no fee is due and none was asked for.
    func ofOffice(_ errors: [FieldError]) -> HTML {
        let demand = view.fee.demand.flatMap { $0.state == .closed ? nil : $0 }
        if demand == nil, !view.fee.mayDemand { return HTML() }
        let shown: HTML? = demand.map { "\(status($0, isOwn: false))\(lines($0))" }
        let renew: HTML? =
            view.fee.mayRenew
            ? postForm(
                to: desk + "/renewal", fields: exchange.formFields,
                actions(button(t("Ask for the same document again"), kind: .secondary)))
            : nil
        let form: HTML? = view.fee.mayDemand ? self.form(errors) : nil
        return "<h2>\(t("The fee"))</h2>\(shown)\(renew)\(form)"
    }

    private func form(_ errors: [FieldError]) -> HTML {
        let quote = view.fee.quote
        let sum = quote?.total.map { FeeView.typed($0.cents) }
        let table: HTML =
            quote.map { words.quote($0) { view.name(of: $0) } }
            ?? "<p>\(t("No table of this fee is stored.")) <a href=\"/fees\">\(t("Fees"))</a></p>"
        let demo: HTML? = view.kase.isDemo ? demoNote(t) : nil
        func typed(_ name: String) -> String { exchange.form.text(name) ?? "" }
        return postForm(
            to: desk, fields: exchange.formFields,
            """
            <h3>\(t("Ask for a payment document"))</h3>\(demo)\(table)
            \(textField(t, name: "amount", label: t("Amount in euros"),
                hint: sum == nil ? t("Such as 121.95.") : t("The sum of the table; another amount needs its reason."),
                value: exchange.form.text("amount") ?? sum ?? "",
                error: message(for: "amount", in: errors), short: true))
            \(textField(t, name: "basis", label: t("Where this amount stands"),
                hint: t("The person reads it. Not needed for the sum of the table."),
                value: typed("basis"), error: message(for: "basis", in: errors), required: false))
            \(actions(button(t("Ask for the document"), kind: .secondary)))
            """)
    }

    private func status(_ demand: FeeDemand, isOwn: Bool) -> HTML {
        switch demand.state {
        case .asked: asked(isOwn)
        case .refused:
            """
            <p>\(tag(t("no document"), .care)) \(t("The payment service made no document: {reason}", ["reason": demand.reason ?? ""]))</p>\
            \(if: isOwn, "<p>\(t("You need not do anything: it is the office's turn."))</p>")
            """
        case .open: open(demand)
        case .expired:
            """
            <p>\(tag(t("expired"), .care)) \(isOwn ? t("This document can no longer be paid. Get another one: the amount is the same and you keep your place.") : t("The document ended unpaid. The person can get another one, and keeps their place."))</p>
            """
        case .paid:
            "<p>\(tag(t("paid"), .good)) \(t("Receipt {number}", ["number": demand.receipt ?? "–"]))</p>\(again)"
        case .closed: HTML()
        }
    }

    private func asked(_ isOwn: Bool) -> HTML {
        let tried: HTML? = view.fee.wait.flatMap { wait -> HTML? in
            if wait.attempts == 0 { return nil }
            let values = ["n": t.number(wait.attempts), "when": moment(wait.due)]
            return
                "<p>\(t("The payment service has not answered, tried {n} times. It is asked again on {when}.", values))</p>"
        }
        let calm: HTML? =
            isOwn
            ? "<p>\(t("You need not do anything. You keep your place, and no time runs against you."))</p>"
            : nil
        return
            "<p>\(tag(t("on its way"), .now)) \(t("The payment document is being made."))</p>\(tried)\(calm)"
    }

    private func open(_ demand: FeeDemand) -> HTML {
        guard let issued = demand.issued else { return HTML() }
        let demo: HTML? = view.kase.isDemo ? demoNote(t) : nil
        if isOver(demand) {
            return
                "<p>\(t("The time of the document {reference} has ended. The payment service is asked whether it was paid.", ["reference": issued.reference]))</p>"
        }
        let until = t(
            "Pay until {when}: {left}.",
            ["when": moment(issued.expires), "left": left(issued.expires)])
        return """
            \(demo)<p>\(t("Pay with this reference:"))</p><p class="code">\(issued.reference)</p>
            <p class="lead">\(words.money(demand.asked.total.cents, demand.asked.total.currency))</p>
            <p><b>\(until)</b> \(t("If it expires you get another one and keep your place."))</p>
            """
    }

    private func lines(_ demand: FeeDemand) -> HTML {
        """
        \(words.charges(demand.asked.charges) { view.name(of: $0) })
        <p class="quiet small">\(t("Where the amount stands: {basis}", ["basis": demand.asked.basis]))</p>
        """
    }

    /// What came in once more is owed back.
    private var again: HTML {
        if view.history.laterReceipts.isEmpty { return HTML() }
        let values = ["receipts": t.list(view.history.laterReceipts)]
        return
            "<p>\(tag(t("Paid more than once"), .care)) \(t("Receipts {receipts}: the office gives this money back.", values))</p>"
    }

    private func isOver(_ demand: FeeDemand) -> Bool {
        demand.issued.map { $0.expires <= view.now } ?? false
    }

    private func moment(_ moment: Moment) -> String {
        t(
            "{date}, {time}",
            [
                "date": t.date(house.zone.day(of: moment)),
                "time": t.time(house.zone.minuteOfDay(of: moment)),
            ])
    }

    /// What is left, in the largest unit that tells it well.
    private func left(_ end: Moment) -> String {
        let minutes = Int(end.seconds(since: view.now) / 60)
        if minutes >= 48 * 60 {
            return t.plural("{n} day left", "{n} days left", minutes / (24 * 60))
        }
        if minutes >= 60 { return t.plural("{n} hour left", "{n} hours left", minutes / 60) }
        return t.plural("{n} minute left", "{n} minutes left", max(minutes, 0))
    }
}

/// What happened to a fee, in words; nil for what is no event of a fee.
func feeEvent(_ kind: String, _ t: Translator) -> String? {
    switch kind {
    case FeeEvent.demandedKind: t("A payment document was asked for")
    case FeeEvent.askedAgainKind: t("Another payment document was asked for")
    case FeeEvent.issuedKind: t("The payment document was issued")
    case FeeEvent.refusedKind: t("The payment service made no document")
    case FeeEvent.expiredKind: t("The payment document expired unpaid")
    case FeeEvent.paidKind: t("A payment of the fee came in")
    default: nil
    }
}
