public import Kernel
public import Storage

/// What this room asks from outside; the App fills it in.
public struct Asks: Sendable {
    /// The case with a reference, for somebody who may see it; refuses with `Refused.notFound` otherwise.
    public typealias Bookable = @Sendable (Reference, Principal, Reader) throws -> BookableCase
    /// The cases of a person that are theirs to book for.
    public typealias CasesOf = @Sendable (Principal, Reader) throws -> [BookableCase]
    /// A place by its number.
    public typealias PlaceOf = @Sendable (LocationID, Reader) throws -> VisitPlace?

    let bookable: Bookable
    let casesOf: CasesOf
    let place: PlaceOf

    public init(bookable: @escaping Bookable, casesOf: @escaping CasesOf, place: @escaping PlaceOf)
    {
        self.bookable = bookable
        self.casesOf = casesOf
        self.place = place
    }
}
