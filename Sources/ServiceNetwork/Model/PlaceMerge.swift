import Kernel

enum PlaceMergeThing {}
enum SuggestionThing {}

/// Two rows that somebody said are one place; it can be undone.
struct PlaceMerge: Sendable, Identifiable {
    let id: ID<PlaceMergeThing>
    let location: LocationID
    let kept: LocationID
    let mergedAt: Moment
}

/// What somebody who knows a place proposes to write there.
struct Suggestion: Sendable, Identifiable {
    let id: ID<SuggestionThing>
    let location: LocationID
    let field: PlaceField
    let value: String
    let note: String?
    let sentAt: Moment
}
