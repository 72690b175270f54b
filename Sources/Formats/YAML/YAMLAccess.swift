// The value of the node itself.
extension YAML {
    public func string() throws -> String {
        guard case .scalar(let text, _) = content, !isNull else {
            throw error("a text is expected here")
        }
        return text
    }

    public func int() throws -> Int {
        let text = try string()
        guard let value = Int(text) else {
            throw error("'\(text)' is not a whole number; write digits only")
        }
        return value
    }

    public func double() throws -> Double {
        let text = try string()
        guard let value = Double(text), value.isFinite else {
            throw error("'\(text)' is not a number; write it as 12.5")
        }
        return value
    }

    public func bool() throws -> Bool {
        switch try string() {
        case "true", "yes": true
        case "false", "no": false
        case let text: throw error("'\(text)' is neither true nor false")
        }
    }

    public func list() throws -> [YAML] {
        guard case .list(let items) = content else {
            throw error("a list is expected here; begin lines with '- '")
        }
        return items
    }

    public func map() throws -> YAML {
        guard case .map = content else { throw error("keys with values are expected here") }
        return self
    }
}

// The value under a key that must be there.
extension YAML {
    public func required(_ key: String) throws -> YAML {
        if let value = self[key] { return value }
        let field = path.isEmpty ? key : path + "." + key
        throw FormatError(
            file: file, line: line, column: column, field: field,
            message: "this key is missing; add it")
    }

    public func string(_ key: String) throws -> String { try required(key).string() }
    public func int(_ key: String) throws -> Int { try required(key).int() }
    public func double(_ key: String) throws -> Double { try required(key).double() }
    public func bool(_ key: String) throws -> Bool { try required(key).bool() }
    public func list(_ key: String) throws -> [YAML] { try required(key).list() }
    public func map(_ key: String) throws -> YAML { try required(key).map() }
    public func strings(_ key: String) throws -> [String] { try list(key).map { try $0.string() } }
}

// The value under a key that may be absent.
extension YAML {
    public func optionalString(_ key: String) throws -> String? { try self[key]?.string() }
    public func optionalInt(_ key: String) throws -> Int? { try self[key]?.int() }
    public func optionalDouble(_ key: String) throws -> Double? { try self[key]?.double() }
    public func optionalBool(_ key: String) throws -> Bool? { try self[key]?.bool() }
    public func optionalMap(_ key: String) throws -> YAML? { try self[key]?.map() }

    /// Empty where the key is absent.
    public func optionalList(_ key: String) throws -> [YAML] { try self[key]?.list() ?? [] }

    /// Empty where the key is absent; one text stands for a list of one.
    public func optionalStrings(_ key: String) throws -> [String] {
        guard let value = self[key] else { return [] }
        if case .scalar = value.content { return [try value.string()] }
        return try value.list().map { try $0.string() }
    }
}
