import Kernel

/// The account of a population over one year: what came in and went out, and what is left unexplained.
///
/// stock(t) = stock(t-1) + births - deaths + immigration - emigration + residual (Preston, Heuveline and Guillot,
/// Demography, 2001, section 1.2). The residual is published; it is never spread over the parts.
struct PopulationAccount: Sendable, Equatable {
    let year: Int
    let opening: Double
    let closing: Double
    var births: Double?
    var deaths: Double?
    var immigration: Double?
    var emigration: Double?
    /// Net migration from a source that gives no more; only where both flows are missing.
    var net: Double?

    var naturalChange: Double? {
        guard let births, let deaths else { return nil }
        return births - deaths
    }

    /// What the flows say of migration: the two of them where both are there.
    var netMigration: Double? {
        if let immigration, let emigration { return immigration - emigration }
        return immigration == nil && emigration == nil ? net : nil
    }

    /// What the stocks say and the flows do not; nil where a flow is missing: an unknown is not zero.
    var residual: Double? {
        guard let naturalChange, let netMigration else { return nil }
        return closing - opening - naturalChange - netMigration
    }

    /// The terms without which the account does not close.
    var missing: [Term] {
        var missing: [Term] = []
        if births == nil { missing.append(.births) }
        if deaths == nil { missing.append(.deaths) }
        if netMigration == nil {
            if immigration == nil { missing.append(.immigration) }
            if emigration == nil { missing.append(.emigration) }
        }
        return missing
    }

    enum Term: String, Sendable, CaseIterable {
        case stock, births, deaths, immigration, emigration, net
    }
}

extension PopulationAccount {
    /// One account for each year whose stock and whose year before are known. Stocks are counted on 1 January where
    /// `stocksBegin`: then the flows between two of them are those of the earlier year.
    static func accounts(
        of terms: [Term: [Int: Double]], stocksBegin: Bool
    ) -> [PopulationAccount] {
        let stocks = terms[.stock] ?? [:]
        return stocks.keys.sorted().compactMap { year -> PopulationAccount? in
            guard let closing = stocks[year], let opening = stocks[year - 1] else { return nil }
            let flows = stocksBegin ? year - 1 : year
            func flow(_ term: Term) -> Double? { terms[term]?[flows] }
            return PopulationAccount(
                year: flows, opening: opening, closing: closing, births: flow(.births),
                deaths: flow(.deaths), immigration: flow(.immigration),
                emigration: flow(.emigration), net: flow(.net))
        }
    }
}
