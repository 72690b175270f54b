public import Kernel
public import Languages

/// What another body does at its counter in one of our centres.
public struct Counter: Sendable {
    /// The code under which desks serve it.
    public let service: String
    /// Whose counter it is: that body's people see what is booked there, and no more.
    public let organisation: OrganisationID
    public let title: @Sendable (Translator) -> String
    public let body: @Sendable (Translator) -> String
    /// Services whose result is needed there.
    public let after: Set<String>

    public init(
        service: String, organisation: OrganisationID, after: Set<String> = [],
        title: @escaping @Sendable (Translator) -> String,
        body: @escaping @Sendable (Translator) -> String
    ) {
        (self.service, self.organisation, self.after) = (service, organisation, after)
        (self.title, self.body) = (title, body)
    }
}
