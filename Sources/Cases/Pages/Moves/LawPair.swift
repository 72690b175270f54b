import Kernel
import Languages
import Web

/// The two versions that an address or a form names: from which, and to which.
struct LawPair: Sendable {
    var from: String
    var to: String

    /// What is asked for; where nothing is, from the older to the newer of the last two.
    init(_ procedure: Procedure, _ exchange: Exchange) {
        // The newest stands first in a file: the law in force is what is looked at most.
        let names = procedure.versions.map(\.name)
        func asked(_ name: String) -> String? {
            let text = exchange.form.text(name) ?? exchange.query[name]
            return text.flatMap { $0.isEmpty ? nil : $0 }
        }
        from = asked("from") ?? (names.count > 1 ? names[1] : names.first ?? "")
        to = asked("to") ?? names.first ?? ""
    }

    /// The same where the procedure has both; what is no version is not found.
    func known(_ procedure: Procedure) throws -> LawPair {
        guard procedure.version(from) != nil, procedure.version(to) != nil else {
            throw Refused.notFound
        }
        return self
    }
}

extension LawPages {
    func procedure(_ exchange: Exchange) throws -> Procedure {
        try cases.house.procedure(exchange.parameters["procedure"] ?? "")
    }

    func view(_ procedure: Procedure, _ name: String) throws -> LawView {
        guard let version = procedure.version(name) else { throw Refused.notFound }
        return LawView(procedure: procedure, version: version)
    }

    func title(_ procedure: Procedure, _ version: String, _ t: Translator) -> String {
        procedure.version(version)?.title(t) ?? version
    }

    func crumbs(_ t: Translator, _ here: String?) -> HTML {
        let versions = NavItem(
            t("Versions"), path: "/desk/procedures", current: here == nil)
        let last = here.map { [NavItem($0, path: "", current: true)] } ?? []
        return breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), versions] + last)
    }

    /// From when to when it holds.
    func span(_ version: ProcedureVersion, _ t: Translator) -> String {
        switch (version.validFrom, version.validTo) {
        case (let from?, let to?):
            t("from {from} to {to}", ["from": t.date(from), "to": t.date(to)])
        case (let from?, nil): t("since {date}", ["date": t.date(from)])
        case (nil, let to?): t("until {date}", ["date": t.date(to)])
        case (nil, nil): ""
        }
    }

    /// Which two versions are compared; nothing where there is only one.
    func pairForm(_ exchange: Exchange, _ procedure: Procedure, _ pair: LawPair) -> HTML {
        let t = exchange.t
        if procedure.versions.count < 2 { return HTML() }
        let options = procedure.versions.map { Choice($0.name, $0.title(t)) }
        let from = field(t, procedure, "from", t("From version"), options, pair.from)
        let to = field(t, procedure, "to", t("To version"), options, pair.to)
        return """
            <form method="get" action="/desk/procedures/\(procedure.code)/differences" class="filters">\(from)\(to)\
            \(actions(button(t("Show the differences"), kind: .secondary)))</form>
            """
    }

    /// A choice whose label is its own on a page of several procedures.
    private func field(
        _ t: Translator, _ procedure: Procedure, _ name: String, _ label: String,
        _ options: [Choice], _ value: String
    ) -> HTML {
        let lines = options.html { option -> HTML in
            "<option value=\"\(option.value)\"\(if: option.value == value, " selected")>\(option.label)</option>"
        }
        let id = "\(procedure.code)-\(name)"
        return """
            <div class="field"><label for="\(id)">\(label)</label>
            <select id="\(id)" name="\(name)">\(lines)</select></div>
            """
    }
}
