import Foundation
import TestSupport

@testable import Statistics

/// The real series of the reference, by their names there.
struct ReferenceSeries {
    private(set) var series: [String: [TimePoint]] = [:]

    init() throws {
        let codes = try Truth.rows("migration-stats/net-migration/Iso_code_lookup.csv")
        // Names of countries may hold a comma; the codes are the last three fields.
        let names = Dictionary(
            codes.compactMap { row in
                Int(row[row.count - 1]).map { ($0, String(row[row.count - 2])) }
            }, uniquingKeysWith: { $1 })
        let un = "migration-stats/net-migration/UN_WPP_2024_net_migration.csv"
        for row in try Truth.rows(un) {
            take("WPP2024.NETMIG.\(row[2])", row[1], row[3], 1990...2023)
        }
        let goals = "migration-stats/sdg-unsd-2020/ddf--datapoints--"
        for (name, file) in [
            ("SDG17.3.2.REMIT_PCT_GDP", "bx_trf_pwkr"),
            ("SDG10.7.4.REFUGEES_PER_100K_ORIGIN", "sm_pop_refg_or"),
        ] {
            for row in try Truth.rows(goals + file + "--by--geo_area--nature--units--year.csv") {
                guard let name2 = Int(row[0]).flatMap({ names[$0] }) else { continue }
                take("\(name).\(name2)", row[3], row[4], 1900...2100)
            }
        }
        let residents = try String(
            contentsOfFile: projectFolder + "/data/series/pt-foreign-residents.csv",
            encoding: .utf8)
        for line in residents.split(whereSeparator: \.isNewline) {
            let row = line.split(separator: ",", omittingEmptySubsequences: false)
            guard row[0] == "pt-foreign-residents" else { continue }
            take("PT.FOREIGN_RESIDENTS_TOTAL", row[1], row[2], 1980...2023)
        }
        for key in series.keys { series[key] = series[key]?.inOrder }
    }

    private mutating func take(
        _ name: String, _ time: Substring, _ value: Substring, _ years: ClosedRange<Double>
    ) {
        guard let time = Double(time), let value = Double(value), years.contains(time) else {
            return
        }
        series[name, default: []].append(TimePoint(time, value))
    }
}
