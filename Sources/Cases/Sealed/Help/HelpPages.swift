public import Kernel
public import Languages
public import Web

/// What anyone may read about help: nothing here opens a database, so that it stands on every host.
public struct HelpPages: Sendable {
    let policy: Policy
    let coverage: HealthCoverage
    let zone: Zone
    /// The language of those who work at desks.
    let official: Translator
    /// Whether this host has the room that takes requests and reports.
    let takesRequests: Bool
    /// Whether the wizards and the places stand on this host too.
    let isGeneral: Bool
    let pdf: @Sendable (String) async throws -> [UInt8]

    public init(
        policy: Policy, coverage: HealthCoverage, zone: Zone, official: Translator,
        takesRequests: Bool, isGeneral: Bool,
        pdf: @escaping @Sendable (String) async throws -> [UInt8]
    ) {
        self.policy = policy
        self.coverage = coverage
        self.zone = zone
        self.official = official
        self.takesRequests = takesRequests
        self.isGeneral = isGeneral
        self.pdf = pdf
    }

    public var routes: [Route] {
        HealthPages(pages: self).routes + SupportPages(pages: self).routes
    }

    var support: SupportDirectory { policy.support }

    /// The way out of a page that nobody should see over a shoulder; nil where the page needs none.
    @Sendable public func leave(_ path: String, _ t: Translator) -> HTML? {
        let door = path.split(separator: "/").first.map(String.init) ?? ""
        guard HelpPages.quiet.contains(door), let address = support.leaveTo else { return nil }
        return """
            <p class="leave no-print"><a class="button secondary" href="\(address)" rel="noreferrer" data-replace>\(t("Leave this page"))</a></p>
            """
    }

    /// Doors whose address and title say nothing to whoever reads the history of a browser.
    static let quiet: Set<String> = ["support", "talks", "asks", "paths"]
}
