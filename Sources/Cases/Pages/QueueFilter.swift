import Kernel
import Languages
import LegalTime
import Storage
import Web

/// The form above the queue; what it asks for is the address of the list.
struct QueueFilter {
    let exchange: Exchange
    let search: String
    let stages: [Stage]
    let clocks: [ClockRule]
    let procedures: [Procedure]
    /// The offices that may be chosen, by name.
    let offices: [LocationID: String]

    private var t: Translator { exchange.t }

    var html: HTML {
        let states = [Choice("", t("All"))] + stages.map { Choice($0.code, $0.title(t)) }
        let turns =
            [Choice("", t("All"))] + Turn.allCases.map { Choice($0.rawValue, turnWord($0, t)) }
        let dates =
            [Choice("", t("The next one"))] + clocks.map { Choice($0.name, ruleTitle($0, t)) }
        let sort: HTML? = exchange.query["sort"].map { hiddenField("sort", $0) }
        return """
            <form method="get" action="/desk" class="filters" role="search" aria-label="\(t("Filter the queue"))">
            \(textField(t, name: "search", label: t("Reference, name or document number"), value: search, required: false))
            \(select("procedure", t("Procedure"), kinds))
            \(select("state", t("State"), states))
            \(select("turn", t("Whose turn"), turns))
            \(select("clock", t("Which date"), dates))
            \(select("taken", t("Taken by"), takers))\(office)
            \(checkboxFields(t, name: "overdue", legend: t("Legal date"), options: [Choice("1", t("passed"))],
                values: exchange.query["overdue"] == nil ? [] : ["1"], required: false))
            \(checkboxFields(t, name: "closed", legend: t("Closed files"), options: [Choice("1", t("list them too"))],
                values: exchange.query["closed"] == nil ? [] : ["1"], required: false))
            \(sort)\(actions(button(t("Filter"), kind: .secondary)))</form>
            """
    }

    private func select(_ name: String, _ label: String, _ options: [Choice]) -> HTML {
        selectField(
            t, name: name, label: label, options: options, value: exchange.query[name] ?? "")
    }

    private var kinds: [Choice] {
        [Choice("", t("All"))]
            + procedures.map { Choice($0.code, $0.title(t)) }.sorted { $0.label < $1.label }
    }

    /// Who serves one office has nothing to choose.
    private var office: HTML? {
        if offices.count < 2 { return nil }
        let named = offices.sorted { $0.value < $1.value }
        return select(
            "office", t("Office"),
            [Choice("", t("All"))] + named.map { Choice($0.key.description, $0.value) })
    }

    private var takers: [Choice] {
        [
            Choice("", t("All")), Choice(DeskQueue.Taken.mine.rawValue, t("me")),
            Choice(DeskQueue.Taken.free.rawValue, t("nobody")),
        ]
    }
}

extension WorkOffices {
    /// One office of these; nothing where it is none of them.
    func narrowed(to office: LocationID?) -> WorkOffices {
        guard let office else { return self }
        switch self {
        case .all: return .offices([office])
        case .offices(let named): return .offices(named.filter { $0 == office })
        }
    }
}

extension CaseHouse {
    /// The names of the offices that somebody works for, and of those that a list shows.
    func names(
        of scope: WorkOffices, shown: [LocationID], in db: Reader
    ) throws -> [LocationID: String] {
        var wanted = Set(shown)
        switch scope {
        case .all: wanted.formUnion(try Tally.offices(in: db))
        case .offices(let named): wanted.formUnion(named)
        }
        return try neighbours.names(of: wanted, in: db)
    }
}
