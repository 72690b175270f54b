/// What each of many tests is worth when all are looked at: the share of false ones among those at least as strong.
///
/// Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57, 1995. Calling those up to 0.05 leaves
/// on average one in twenty of the called false. In the order of the given ones; one that is no number stays one.
public func falseDiscoveryRates(_ p: [Double]) -> [Double] {
    let order = p.indices.filter { !p[$0].isNaN }.sorted { (p[$0], $0) < (p[$1], $1) }
    var (rates, least) = (p, 1.0)
    for (place, index) in order.enumerated().reversed() {
        least = min(least, p[index] * Double(order.count) / Double(place + 1))
        rates[index] = least
    }
    return rates
}
