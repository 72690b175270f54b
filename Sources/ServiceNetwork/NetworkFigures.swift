import Figures
import Kernel
import Languages
import Storage

/// How much of the network is in the directory: counts of places, not of people.
enum NetworkFigures {
    static let aimaKnown = Figure(
        "network.aima.known",
        title: { t in t("One-stop centres known") },
        definition: { t in
            t(
                "Open one-stop centres of the agency (Loja AIMA) in our directory. Temporary centres are not counted."
            )
        },
        unit: { t in t("places") },
        source: { t in t("Directory of this installation; each place carries its own source") },
        direction: .up, protection: .none,
        query: "SELECT COUNT(*) FROM location WHERE kind = 'aima' AND status = 'open'",
        measure: { db, _ in .count(try NetworkSize.known(.aima, in: db)) })

    static let claimKnown = Figure(
        "network.claim.known",
        title: { t in t("Local centres known") },
        definition: { t in
            t("Open local centres for migrant integration support (CLAIM) in our directory.")
        },
        unit: { t in t("places") },
        source: { t in t("Directory of this installation; each place carries its own source") },
        direction: .up, protection: .none,
        query: "SELECT COUNT(*) FROM location WHERE kind = 'claim' AND status = 'open'",
        measure: { db, _ in .count(try NetworkSize.known(.claim, in: db)) })
}
