import Formats
import Statistics

// The study that a specification asks for, with the figures of its files.
extension CauseSpec {
    func result(in folder: String) throws -> CausalResult {
        switch method {
        case .interrupted, .controlled: try interrupted(folder)
        case .differences:
            DifferenceStudy(try panel(folder), cause, disturbances: disturbances).result()
        case .synthetic:
            SyntheticStudy(
                try panel(folder), cause, disturbances: disturbances,
                isCentred: try yaml.optionalBool("centred") ?? false
            ).result()
        case .lagged: try lagged(folder)
        case .kitagawa, .shiftShare, .oaxaca: try account(folder)
        }
    }

    private func interrupted(_ folder: String) throws -> CausalResult {
        let season = try yaml.optionalInt("season")
        let lags = try yaml.optionalInt("lags")
        if let season, !(2...366).contains(season) {
            throw try yaml.required("season").error(
                "points of a year: 4 for quarters, 12 for months")
        }
        if let lags, !(0...100).contains(lags) {
            throw try yaml.required("lags").error("lags from 0 to 100")
        }
        return InterruptedStudy(
            try panel(folder), cause, disturbances: disturbances,
            areRivalsSought: areRivalsSought, season: season, lags: lags
        ).result()
    }

    private func lagged(_ folder: String) throws -> CausalResult {
        let own = try CauseSeries(outcome, in: folder)
        let table = try CauseTable(yaml.map("driver"))
        let driver = try CauseSeries(table, in: folder)
        let unit = try chosen("treated", own.units, usual: Array(own.units.prefix(1)))
        guard let y = unit.first, let x = driver.units.first, driver.units.count == 1 else {
            throw try yaml.required("driver").error("the file of a driver holds one series")
        }
        let shared = own.times.filter { time in driver.times.contains { abs($0 - time) < 1e-6 } }
        func part(_ times: [Double], _ values: [Double]) -> [Double] {
            zip(times, values).filter { time, _ in shared.contains { abs($0 - time) < 1e-6 } }
                .map(\.1)
        }
        let study = LaggedStudy(
            times: shared, outcome: part(own.times, y.values), driver: part(driver.times, x.values),
            claim: cause.claim, lags: try lagRange(),
            change: try optionalWord("change", .differences),
            disturbances: disturbances)
        guard let study else {
            throw FormatError(
                file: table.file, message: "the driver shares no times with the outcome; check both"
            )
        }
        return study.result()
    }

    /// `lags: 6` looks at 0 to 6; `lags: {from: 2, to: 2}` at one.
    private func lagRange() throws -> ClosedRange<Int> {
        let node = try yaml.required("lags")
        let isRange = !node.entries.isEmpty
        let (low, high) =
            isRange ? (try node.int("from"), try node.int("to")) : (0, try node.int())
        guard low >= 0, low <= high, high <= 1_000 else {
            throw node.error("a number of points not below zero, or {from: 1, to: 6}")
        }
        return low...high
    }

    private func panel(_ folder: String) throws -> Panel {
        let series = try CauseSeries(outcome, in: folder)
        let treated = try chosen(
            "treated", series.units, usual: series.units.count == 1 ? series.units : [])
        guard !treated.isEmpty else {
            throw yaml.error("say under 'treated' which units met the cause")
        }
        let names = Set(treated.map(\.name))
        let rest = series.units.filter { !names.contains($0.name) }
        let comparison = method == .interrupted ? [] : try chosen("comparison", rest, usual: rest)
        if method != .interrupted, comparison.isEmpty {
            throw yaml.error(
                "no unit is left to compare with; the file needs more than the treated")
        }
        for one in disturbances {
            if let unit = one.unit, !series.units.contains(where: { $0.name == unit }) {
                throw yaml.error("'\(unit)' of a break or rival is not in \(outcome.file)")
            }
        }
        guard let panel = Panel(times: series.times, treated: treated, comparison: comparison)
        else {
            throw FormatError(file: outcome.file, message: "the series do not make one panel")
        }
        guard try optionalWord("scale", CauseScale.absolute) == .logarithmic else { return panel }
        guard let logarithmic = panel.logarithmic else {
            throw try yaml.required("scale").error(
                "logarithms need values above zero; use 'absolute', or leave units with zeros out")
        }
        return logarithmic
    }

    private func chosen(
        _ key: String, _ units: [Panel.Unit], usual: [Panel.Unit]
    ) throws -> [Panel.Unit] {
        let names = try yaml.optionalStrings(key)
        if names.isEmpty || names == ["all"] { return usual }
        return try names.map { name in
            guard let unit = units.first(where: { $0.name == name }) else {
                let known = units.prefix(20).map(\.name).joined(separator: ", ")
                throw try yaml.required(key).error(
                    "'\(name)' is not a unit of \(outcome.file) that may stand here; it has: \(known)"
                )
            }
            return unit
        }
    }
}

/// Whether differences or shares are compared.
enum CauseScale: String, CaseIterable { case absolute, logarithmic }
