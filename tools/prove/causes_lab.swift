// Asks each synthetic world many times and prints how its studies answered, as Markdown; causes.py builds and runs it.
import Foundation
import Statistics

let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 1_000
let only = CommandLine.arguments.dropFirst(2).first

let studies: [(String, @Sendable (CausalWorld, UInt64) -> WorldStudy)] = [
    ("controlled interrupted series", { $0.interrupted($1) }),
    ("interrupted series alone, rivals sought in vain", { $0.interrupted($1, isAlone: true) }),
    (
        "interrupted series alone, nobody looked",
        { $0.interrupted($1, isAlone: true, isSought: false) }
    ),
    ("difference in differences", { $0.differences($1) }),
    ("synthetic control", { $0.synthetic($1) }),
    ("lagged association", { $0.lagged($1) }),
]

func percent(_ share: Double) -> String { String(format: "%.1f", 100 * share) }

print("| study | world | coverage | interval without zero | supported | weak | contradicted | cannot tell |")
print("|---|---|---|---|---|---|---|---|")
for (name, make) in studies where only.map(name.contains) ?? true {
    for world in CausalWorld.allCases {
        let tally = WorldTally(count) { make(world, $0) }
        let verdicts = ["supported", "weak", "contradicted", "cannot tell"].map {
            percent(tally.share($0))
        }
        let coverage = tally.told > 0 ? percent(tally.coverage) : "–"
        print(
            "| \(name) | \(world.rawValue) | \(coverage) | \(percent(tally.exclusion)) | "
                + verdicts.joined(separator: " | ") + " |")
    }
}
