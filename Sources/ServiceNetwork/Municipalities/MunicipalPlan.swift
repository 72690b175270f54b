import Formats
import Kernel
import Languages

/// A measure of a municipality's own plan, as that municipality says it.
struct MunicipalMeasure: Sendable, Equatable {
    /// Started is never counted as done.
    enum State: String, CaseIterable, Sendable {
        case planned, started, done, stopped

        func words(_ t: Translator) -> String {
            switch self {
            case .planned: t("Planned")
            case .started: t("Started, not done")
            case .done: t("Done")
            case .stopped: t("Stopped")
            }
        }
    }

    let code: String
    let area: String
    let title: String
    let responsible: String?
    let fromDay: Day?
    let untilDay: Day?
    let state: State
    let source: String

    static let columns = [
        "code", "area", "title", "responsible", "from", "until", "state", "source",
    ]

    /// Whether its last day is over and it is neither done nor stopped.
    func isLate(on today: Day) -> Bool {
        (untilDay.map { $0 < today } ?? false) && (state == .planned || state == .started)
    }
}

/// A plan as a file gives it: row by row; a bad row is named and the next one read.
struct MunicipalPlanFile: Sendable {
    private(set) var measures: [MunicipalMeasure] = []
    private(set) var problems: [ImportProblem] = []

    init(_ bytes: [UInt8], file: String) {
        do {
            var reader = try CSVReader(bytes: bytes, file: file)
            try reader.require(MunicipalMeasure.columns)
            var codes: Set<String> = []
            while let row = try reader.next() {
                do {
                    let measure = try MunicipalMeasure(row)
                    guard codes.insert(measure.code).inserted else {
                        throw row.error("code", "'\(measure.code)' stands here twice")
                    }
                    measures.append(measure)
                } catch let error as FormatError { problems.append(ImportProblem(error)) }
            }
            if measures.isEmpty, problems.isEmpty {
                throw FormatError(file: file, message: "the file has no measure")
            }
            if measures.count > measuresMax {
                throw FormatError(
                    file: file, message: "the file has more than \(measuresMax) measures")
            }
        } catch let error as FormatError {
            problems.append(ImportProblem(error))
        } catch {
            problems.append(
                ImportProblem(FormatError(file: file, message: "the file cannot be read")))
        }
    }
}

extension MunicipalMeasure {
    init(_ row: CSVRow) throws {
        code = try row.string("code")
        area = try row.string("area")
        title = try row.string("title")
        responsible = row.optional("responsible")
        (fromDay, untilDay) = (try optionalDay(row, "from"), try optionalDay(row, "until"))
        if let fromDay, let untilDay, untilDay < fromDay {
            throw row.error("until", "a measure ends after it begins")
        }
        let word = try row.string("state")
        guard let state = State(rawValue: word) else {
            let known = State.allCases.map(\.rawValue).joined(separator: ", ")
            throw row.error("state", "'\(word)' is not known; use \(known)")
        }
        self.state = state
        source = try row.string("source")
    }
}

/// The largest plans that were seen have some 80 measures.
private let measuresMax = 500
