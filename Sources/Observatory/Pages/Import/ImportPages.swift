import Formats
import Kernel
import Languages
import Storage
import Web

/// Where analysts bring in series: a file, what was understood, what would change, yes or no; and taking it back.
struct ImportPages: Sendable {
    let observatory: Observatory
    let database: Database

    init(observatory: Observatory) {
        self.observatory = observatory
        database = observatory.database
    }

    var routes: [Route] {
        let analysts = Permission.role(.analyst)
        return [
            .get("/desk/series", may: analysts, "The imports of series, newest first", list),
            .get("/desk/series/new", may: analysts, "The form to bring in a file of series", new),
            .post(
                "/desk/series", may: analysts, "Brings in a file of series, to be looked at",
                takes: .upload(bytesMax: uploadBytesMax + formBytesMax), into: spool,
                before: isKeeper, bring),
            .get("/desk/series/{import}", may: analysts, "One import of series", show),
            .post(
                "/desk/series/{import}/withdrawal", may: analysts,
                "Takes an import of series back", withdraw),
        ] + DraftPages(observatory: observatory).routes
    }

    private var spool: FileSpool {
        FileSpool(fileBytesMax: uploadBytesMax) { try ScratchFile() }
    }

    /// Asked before the bytes of a file are read.
    @Sendable private func isKeeper(_ exchange: Exchange) async throws {
        try exchange.signedIn().refuseUnlessKeeper()
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        try exchange.signedIn().refuseUnlessKeeper()
        let (t, page) = (exchange.t, exchange.listPage)
        let (drafts, imports, count) = try await database.read { db in
            (
                try ImportDraft.open(in: db),
                try SeriesImport.page(page, size: importsPerPage, in: db),
                try db.count("SELECT COUNT(*) FROM series_import")
            )
        }
        let pages = max(1, (count + importsPerPage - 1) / importsPerPage)
        let view = ImportListView(
            t: t, drafts: drafts, imports: imports, page: page, pages: pages)
        return .page(t("Imports of series"), width: .desk, view.html)
    }

    @Sendable private func new(_ exchange: Exchange) async throws -> Reply {
        try exchange.signedIn().refuseUnlessKeeper()
        return form(exchange, [])
    }

    private func form(_ exchange: Exchange, _ errors: [FieldError]) -> Reply {
        let t = exchange.t
        return .page(
            t("Bring in a file"), status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(t, errors, uploadForm(exchange, errors)))
    }

    @Sendable private func bring(_ exchange: Exchange) async throws -> Reply {
        let (person, now, key) = (try exchange.signedIn(), exchange.now, exchange.onceKey)
        let t = exchange.t
        guard let file = exchange.form.files["file"]?.last, file.size > 0,
            let source = file.place as? ScratchFile
        else { return form(exchange, [FieldError(field: "file", message: t("Choose a file."))]) }
        let typed = exchange.form.text("description") ?? ""
        if let problem = descriptionProblem(typed) {
            return form(exchange, [FieldError(field: "description", message: problem)])
        }
        let isEmpty = typed.allSatisfy(\.isWhitespace)
        let action = BeginDraft(
            file: String(fileName(file.name).suffix(fileNameMax)), bytes: file.size,
            description: isEmpty ? "" : typed, source: source)
        let id = try await database.write { db in
            try db.once(key, at: now) {
                "\(try action.perform(by: person, at: now, in: db))"
            }
        }
        return .seeOther("/desk/series/drafts/\(id)")
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try exchange.signedIn().refuseUnlessKeeper()
        return try await page(exchange, [])
    }

    private func page(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        guard let number = Int64(exchange.parameters["import"] ?? "") else {
            throw Refused.notFound
        }
        let found = try await database.read { db -> (SeriesImport, [Series])? in
            guard let one = try SeriesImport.find(number, in: db) else { return nil }
            return (one, try one.series(in: db))
        }
        guard let (one, series) = found else { throw Refused.notFound }
        let t = exchange.t
        let html = importPage(exchange, one, series, errors)
        return .page(
            t("Import of {file}", ["file": one.file]), status: errors.isEmpty ? 200 : 422,
            width: .desk, withErrors(t, errors, html))
    }

    @Sendable private func withdraw(_ exchange: Exchange) async throws -> Reply {
        let (person, now, key) = (try exchange.signedIn(), exchange.now, exchange.onceKey)
        guard let number = Int64(exchange.parameters["import"] ?? "") else {
            throw Refused.notFound
        }
        try person.refuseUnlessKeeper()
        var input = FormInput(exchange)
        let why = input.text("why", max: whyMax)
        guard input.isValid else { return try await page(exchange, input.errors) }
        _ = try await database.write { db in
            try db.once(key, at: now) {
                try WithdrawImport(number, why: why).perform(by: person, at: now, in: db).vintage
            }
        }
        return .seeOther("/desk/series/\(number)")
    }
}

/// A file that arrives goes there piece by piece.
extension ScratchFile: FilePlace {}

/// What is wrong with a description that was typed; nil where it can be read, or nothing stands there.
func descriptionProblem(_ text: String) -> String? {
    if text.allSatisfy(\.isWhitespace) { return nil }
    guard text.utf8.count <= descriptionBytesMax else { return "over \(descriptionBytesMax) bytes" }
    do {
        let yaml = try YAML.parse(Array(text.utf8), file: descriptionName)
        _ = try yaml.map()
        _ = try yaml.optionalMap("mapping").map(ImportMapping.init)
        return nil
    } catch let error as FormatError {
        return error.description
    } catch { return "this is no YAML" }
}

/// Half of what one import may hold in memory; the command takes files of any size.
let uploadBytesMax = 64 << 20
/// The fields around a file, a description among them.
private let formBytesMax = 256 << 10
private let descriptionBytesMax = 200 << 10
private let importsPerPage = 50
private let fileNameMax = 120
/// Enough for a reason with its source.
private let whyMax = 500
