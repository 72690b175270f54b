import Kernel
import Languages
import Storage
import Web

/// What the keepers of the register see.
struct TrainingRegister: Sendable {
    let trainings: [Training]
    let staff: [StaffMember]
    let counts: [TrainedStaff]
    let places: [LocationID: String]
    let today: Day

    init(
        for person: Principal, _ network: ServiceNetwork, on today: Day, in db: Reader
    ) throws {
        trainings = try Training.all(for: person, in: db)
        staff = try network.quality.staff(db)
        counts = TrainedStaff.count(staff, trainings, network.standards.trainings, on: today)
        let known = try network.shelf.snapshot(in: db).places
        places = Dictionary(uniqueKeysWithValues: known.map { ($0.place.id, $0.place.name) })
        self.today = today
    }

    /// The name behind an account; its number where it has no duty any more.
    func name(_ account: AccountID) -> String {
        staff.first { $0.account == account }?.name ?? "\(account)"
    }
}

/// The page of the register: what ends first stands first.
struct TrainingView {
    let t: Translator
    let register: TrainingRegister
    let standards: ServiceStandards
    let exchange: Exchange
    let errors: [FieldError]

    var html: HTML {
        let isDemo = register.trainings.contains(where: \.isDemo)
        return """
            <h1>\(t("Training of staff"))</h1>
            \(isDemo ? demoNote(t) : nil)
            <h2>\(t("To renew"))</h2>\(toRenew)
            <h2>\(t("How many of each place"))</h2>\(counts)
            <h2>\(t("The register"))</h2>\(all)
            \(form)
            """
    }

    private var toRenew: HTML {
        let list = register.trainings.toRenew(on: register.today, warnDays: standards.warnDays)
        let words = t(
            "What ends within {days}, or has ended.", ["days": t.days(standards.warnDays)])
        if list.isEmpty { return "<p>\(words) \(t("Nothing waits here."))</p>" }
        return "<p>\(words)</p>\(table(t("To renew"), list, withdrawing: false))"
    }

    private var all: HTML {
        register.trainings.isEmpty
            ? "<p>\(t("Nothing was noted yet."))</p>"
            : table(t("The register"), register.trainings, withdrawing: true)
    }

    private func table(_ caption: String, _ list: [Training], withdrawing: Bool) -> HTML {
        let columns = [
            Column(t("Name")), Column(t("Training")), Column(t("Body that gave it")),
            Column(t("Day")), Column(t("Holds until")),
        ]
        let rows = list.map { one -> [HTML] in
            let cells: [HTML] = [
                "\(register.name(one.account))", "\(standards.title(of: one, t))", "\(one.body)",
                "\(t.shortDate(one.day))", validity(t, one, standards, on: register.today),
            ]
            return withdrawing ? cells + [withdrawal(one)] : cells
        }
        return sortableTable(
            t, caption: caption, captionHidden: true,
            columns: withdrawing ? columns + [Column(t("Noted by mistake"))] : columns, rows: rows)
    }

    private func withdrawal(_ one: Training) -> HTML {
        """
        <form method="post" action="/directory/training/\(one.id)/withdrawal">\(exchange.formFields)\
        \(button(t("Take it back"), kind: .quiet))<span class="visually-hidden">: \(register.name(one.account)), \
        \(standards.title(of: one, t))</span></form>
        """
    }

    private var counts: HTML {
        if register.counts.isEmpty {
            return "<p>\(t("Nobody works at a place of the directory."))</p>"
        }
        let columns =
            [Column(t("Place")), Column(t("Staff"), numeric: true)]
            + standards.trainings.map { Column($0.title(t), numeric: true) }
        let rows = register.counts.map { line -> [HTML] in
            let name = register.places[line.place] ?? "\(line.place)"
            return ["\(name)", "\(t.number(line.staff))"]
                + standards.trainings.map { kind -> HTML in
                    guard let count = line.trained[kind.code], count.meant > 0 else { return "–" }
                    let values = ["n": t.number(count.held), "total": t.number(count.meant)]
                    return "\(t("{n} of {total}", values))"
                }
        }
        return sortableTable(
            t, caption: t("How many of each place"), captionHidden: true, columns: columns,
            rows: rows)
    }

    private var form: HTML {
        func typed(_ name: String) -> String { exchange.form.text(name) ?? "" }
        func error(_ name: String) -> String? { message(for: name, in: errors) }
        return postForm(
            to: "/directory/training", fields: exchange.formFields,
            """
            <h2>\(t("Note a training"))</h2>
            \(textField(t, name: "login", label: t("User name of whoever was trained"), value: typed("login"),
                error: error("login")))
            \(selectField(t, name: "kind", label: t("Training"),
                options: standards.trainings.map { Choice($0.code, $0.title(t)) }, value: typed("kind"),
                error: error("kind")))
            \(textField(t, name: "body", label: t("Body that gave it"), value: typed("body"), error: error("body")))
            \(dateField(t, name: "day", label: t("Day of the training"), value: typed("day"), error: error("day")))
            \(dateField(t, name: "validUntil", label: t("Holds until"), value: typed("validUntil"),
                error: error("validUntil"), required: false))
            \(actions(button(t("Note it"))))
            """)
    }
}

extension ServiceStandards {
    /// The title of a training; its code where the policy has it no longer.
    func title(of training: Training, _ t: Translator) -> String {
        self.training(training.kind)?.title(t) ?? training.kind
    }
}

/// Until when it holds, in words: nothing hangs on a colour.
func validity(
    _ t: Translator, _ one: Training, _ standards: ServiceStandards, on day: Day
) -> HTML {
    guard let end = one.validUntil else { return "\(t("without end"))" }
    let mark: HTML =
        switch one.state(on: day, warnDays: standards.warnDays) {
        case .valid: HTML()
        case .ending: tag(t("ends soon"), .care)
        case .ended: tag(t("ended"), .error)
        }
    return "\(t.shortDate(end)) \(mark)"
}
