import Formats
import Kernel
import Languages
import Storage
import Web

/// The public board of quality, its file, and what services promise.
struct QualityPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/quality", may: .everyone,
                "How places serve, of a quarter that is over: waits, decisions in time, satisfaction, complaints.",
                board),
            .get(
                "/quality/figures.csv", may: .everyone, "The same as a file.", gives: "text/csv",
                file),
            .get(
                "/quality/standards", may: .everyone,
                "What each service promises, how it is measured, and the goal.", standards),
        ]
    }

    @Sendable private func board(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let wanted = try quarter(exchange)
        let board = try await network.database.read { db in
            try QualityBoard.find(wanted, in: db)
        }
        guard let board else {
            if wanted != nil { throw Refused.notFound }
            return .page(t("Quality of the places"), emptyBoard(t))
        }
        let view = QualityView(
            t: t, board: board, standards: network.standards, query: exchange.query,
            page: exchange.listPage)
        return .page(t("Quality of the places"), width: .desk, view.html)
    }

    @Sendable private func file(_ exchange: Exchange) async throws -> Reply {
        let wanted = try quarter(exchange)
        let board = try await network.database.read { db in
            try QualityBoard.find(wanted, in: db)
        }
        guard let board else { throw Refused.notFound }
        let bytes = QualityFile(t: exchange.t, board: board, standards: network.standards).csv
        return .download(
            bytes, type: "text/csv; charset=utf-8", name: "quality-\(board.quarter).csv")
    }

    @Sendable private func standards(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        return .page(
            t("What services promise"), StandardsView(t: t, standards: network.standards).html)
    }

    /// The quarter that the address names; nil where it names none.
    private func quarter(_ exchange: Exchange) throws -> Quarter? {
        guard let text = exchange.query["quarter"], !text.isEmpty else { return nil }
        guard let quarter = Quarter(text) else { throw Refused.notFound }
        return quarter
    }

    private func emptyBoard(_ t: Translator) -> HTML {
        """
        <h1>\(t("Quality of the places"))</h1>
        \(emptyState(title: t("Nothing was published yet."),
            words: t("Figures come once a quarter, of the quarter that is over."),
            action: buttonLink(t("What services promise"), to: "/quality/standards", kind: .secondary)))
        """
    }
}

/// The board as a file: one line for each figure, with its definition and period.
struct QualityFile {
    let t: Translator
    let board: QualityBoard
    let standards: ServiceStandards

    var csv: [UInt8] {
        var writer = CSVWriter(header: [
            "place", "name", "municipality", "from", "to", "measure", "value", "low", "high",
            "basis", "hidden", "invented", "definition",
        ])
        for line in board.lines {
            for measure in QualityMeasure.allCases {
                guard let figure = line.figures[measure] else { continue }
                writer.append(row(line, figure))
            }
        }
        return writer.bytes
    }

    private func row(_ line: QualityBoard.Line, _ figure: QualityFigure) -> [String] {
        [
            line.slug, spreadsheetText(line.name), spreadsheetText(line.town),
            "\(board.quarter.firstDay)", "\(board.quarter.lastDay)", figure.measure.rawValue,
            number(figure.value), number(figure.low), number(figure.high),
            figure.basis.map { "\($0)" } ?? "", figure.value == nil ? "yes" : "no",
            figure.isDemo ? "yes" : "no", figure.measure.definition(t, standards),
        ]
    }

    private func number(_ value: Double?) -> String {
        guard let value else { return "" }
        return value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
}
