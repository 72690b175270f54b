import Formats
import Kernel
import Languages
import Storage
import Web

/// Where the coordinator brings in the plan of a municipality, as a CSV file with an error for each bad row.
struct MunicipalPlanPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let coordinators = Permission.role(.coordinator)
        return [
            .get(
                "/municipalities/{municipality}/plan", may: coordinators,
                "A form to bring in the plan of a municipality.", show),
            .post(
                "/municipalities/{municipality}/plan", may: coordinators,
                "Brings in the plan of a municipality: every row, or none.",
                takes: .upload(bytesMax: planBytesMax), bring),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, [], nil)
    }

    private func code(_ exchange: Exchange) throws -> PlaceCode {
        guard let code = PlaceCode(exchange.parameters["municipality"] ?? "") else {
            throw Refused.notFound
        }
        return code
    }

    private func page(
        _ exchange: Exchange, _ errors: [FieldError], _ report: ImportReport?
    ) async throws -> Reply {
        let (t, code) = (exchange.t, try self.code(exchange))
        let town = try await network.database.read { db in try Municipality.find(code, in: db) }
        guard let town else { throw Refused.notFound }
        let title = t("The plan of {place}", ["place": town.name])
        let isBad = !errors.isEmpty || report?.applied == false
        return .page(
            title, status: isBad ? 422 : 200, width: .desk,
            withErrors(
                t, errors,
                """
                \(breadcrumbs(t, [NavItem(town.name, path: "/municipalities/\(code)"), NavItem(title, path: "", current: true)]))
                <h1>\(title)</h1>\(report.map { problems($0, t) })
                <p>\(t("A CSV file with the columns {columns}. It takes the place of the plan that is here; where a row is wrong nothing changes.", ["columns": MunicipalMeasure.columns.joined(separator: ", ")]))</p>
                <form method="post" action="/municipalities/\(code)/plan" enctype="multipart/form-data" novalidate>\
                \(exchange.formFields)
                \(fileField(t, name: "file", label: t("CSV file"), error: message(for: "file", in: errors), accept: ".csv"))
                \(actions(button(t("Bring the plan in")))) </form>
                """))
    }

    private func problems(_ report: ImportReport, _ t: Translator) -> HTML {
        let columns = [Column(t("Row")), Column(t("Field")), Column(t("What is wrong"))]
        // Formats tell in English what is wrong with a row, as on every import.
        let rows = report.problems.prefix(problemsMax).map { problem -> [HTML] in
            ["\(problem.row)", "\(problem.field)", "<span lang=\"en\">\(problem.why)</span>"]
        }
        return """
            <div role="alert"><p><b>\(t("Nothing was brought in."))</b></p>
            \(sortableTable(t, caption: t("What is wrong"), captionHidden: true, columns: columns, rows: Array(rows)))</div>
            """
    }

    @Sendable private func bring(_ exchange: Exchange) async throws -> Reply {
        let code = try self.code(exchange)
        guard let file = exchange.form.files["file"]?.last, let held = file.place as? HeldFile,
            file.size > 0
        else {
            let error = FieldError(field: "file", message: exchange.t("Choose a file."))
            return try await page(exchange, [error], nil)
        }
        let (person, now, key) = (try exchange.signedIn(), exchange.now, exchange.onceKey)
        let action = ImportMunicipalPlan(
            municipality: code, file: MunicipalPlanFile(held.bytes, file: file.name))
        if !action.file.problems.isEmpty {
            let report = try await network.database.read { db in try action.report(in: db) }
            return try await page(exchange, [], report)
        }
        _ = try await network.database.write { db in
            try db.once(key, at: now) {
                _ = try action.perform(by: person, at: now, in: db)
                return ""
            }
        }
        return .seeOther("/municipalities/\(code)")
    }
}

/// The largest plans that were seen are some 60 KB.
private let planBytesMax = 1 << 20
/// A page to work through; the rest comes up as these are put right.
private let problemsMax = 50
