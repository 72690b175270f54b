/// The fields of a letter's page under their names, looked up once: the engine of templates would reflect upon every page
/// anew for each tag.
func letterFields(of page: Any) -> Any {
    if page is String || page is Bool { return page }
    let mirror = Mirror(reflecting: page)
    switch mirror.displayStyle {
    case .struct:
        var fields: [String: Any] = [:]
        for case (let name?, let value) in mirror.children {
            let held = (value as? any MaybeHeld).map(\.held) ?? value
            if let held { fields[name] = letterFields(of: held) }
        }
        return fields
    case .collection: return mirror.children.map { letterFields(of: $0.value) }
    default: return page
    }
}

/// An optional of whatever type.
private protocol MaybeHeld {
    var held: Any? { get }
}

extension Optional: MaybeHeld {
    fileprivate var held: Any? { self.map { $0 } }
}
