// Asks each synthetic world many times and prints how its studies answered, as Markdown; causes.py builds and runs it.
import Foundation
import Statistics

/// One way to study a world; `sizes` are for the power table, in spreads of one error, the usual one in the middle.
struct Study: Sendable {
    let name: String
    let sizes: [Double]
    let make: @Sendable (CausalWorld, UInt64, Double) -> WorldStudy
}

let studies = [
    Study(name: "controlled interrupted series", sizes: [2, 3, 4, 6, 8, 12]) {
        $0.interrupted($1, size: $2)
    },
    Study(name: "interrupted series alone, rivals sought in vain", sizes: [2, 3, 4, 6, 8, 12]) {
        $0.interrupted($1, size: $2, isAlone: true)
    },
    Study(name: "interrupted series alone, nobody looked", sizes: []) {
        $0.interrupted($1, size: $2, isAlone: true, isSought: false)
    },
    Study(name: "difference in differences", sizes: [0.5, 1, 1.5, 2, 3]) {
        $0.differences($1, size: $2)
    },
    Study(name: "synthetic control", sizes: [1, 2, 3, 4, 6]) { $0.synthetic($1, size: $2) },
    Study(name: "lagged association", sizes: [0.15, 0.25, 0.35, 0.5]) { $0.lagged($1, size: $2) },
]
let usual = [4, 4, 4, 1, 3, 0.35]
let verdicts = ["supported", "weak", "contradicted", "cannot tell"]

func percent(_ share: Double) -> String { String(format: "%.1f", 100 * share) }

func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

func truth(_ count: Int) {
    print(row(["study", "world", "coverage", "interval without zero"] + verdicts))
    print("|---|---|---|---|---|---|---|---|")
    for (study, size) in zip(studies, usual) {
        for world in CausalWorld.allCases {
            let tally = WorldTally(count) { study.make(world, $0, size) }
            let coverage = tally.told > 0 ? percent(tally.coverage) : "–"
            print(
                row(
                    [study.name, world.rawValue, coverage, percent(tally.exclusion)]
                        + verdicts.map { percent(tally.share($0)) }))
        }
    }
}

func power(_ count: Int) {
    print(row(["study", "world", "size", "interval without zero", "supported", "weak"]))
    print("|---|---|---|---|---|---|")
    for study in studies {
        for world in [CausalWorld.step, .slope, .delayed] {
            for size in study.sizes {
                let tally = WorldTally(count) { study.make(world, $0, size) }
                print(
                    row([
                        study.name, world.rawValue, "\(size)", percent(tally.exclusion),
                        percent(tally.share("supported")), percent(tally.share("weak")),
                    ]))
            }
        }
    }
}

let count = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 1_000 : 1_000
if CommandLine.arguments.contains("power") { power(count) } else { truth(count) }
