import Figures
import Kernel
import Languages
import Storage

/// How much of the network is in the directory, and how many came to local centres.
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

    static let contactsMonth = Figure(
        "network.contacts.month",
        title: { t in t("Contacts at local centres in a month") },
        definition: { t in
            t(
                "Contacts that mediators logged in the last month that is told. Centres with fewer than five are left out, so that none follows from this sum and those of the others."
            )
        },
        unit: { t in t("contacts") },
        source: { t in t("Contacts logged in this installation") },
        direction: .neither,
        query: """
            SELECT SUM(contacts) FROM (SELECT COUNT(*) AS contacts FROM service_contact
            WHERE day >= :first AND day < :end AND undone_at IS NULL GROUP BY location HAVING COUNT(*) >= 5) AS centre
            """,
        measure: { db, now in
            let month = ContactMonth.lastPublished(on: now.utcDay)
            let figures = try ContactFigures.find(month, on: now.utcDay, in: db)
            // Where nobody logs we do not know that nobody came.
            let total = figures.flatMap { $0.centres.isEmpty ? nil : $0.total }
            return .value(
                total.map { Double($0) }, people: max(total ?? 0, 1), period: month.text,
                isDemo: figures?.isDemo ?? false)
        })
}
