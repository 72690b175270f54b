/// What the service says in place of data: the status of HTTP, the code of SDMX (3.0, section 7: "Error codes"), and words.
struct ServiceError: Error, Equatable {
    let status: Int
    let code: Int
    let text: String

    static let nothingFound = ServiceError(
        status: 404, code: 100, text: "No results found: nothing here matches the query.")

    /// The query cannot be read.
    static func syntax(_ text: String) -> ServiceError {
        ServiceError(status: 400, code: 140, text: text)
    }

    /// The query can be read, and asks for what does not exist in the structure.
    static func meaning(_ text: String) -> ServiceError {
        ServiceError(status: 400, code: 150, text: text)
    }

    static func notAcceptable(_ offered: [String]) -> ServiceError {
        let list = offered.joined(separator: "; ")
        return ServiceError(
            status: 406, code: 1406, text: "None of the formats asked for is written here: \(list)")
    }

    static func notBuilt(_ what: String) -> ServiceError {
        ServiceError(status: 501, code: 501, text: "\(what) is not implemented by this service.")
    }

    static func tooLarge(_ count: Int, most: Int) -> ServiceError {
        ServiceError(
            status: 413, code: 510,
            text:
                "The answer would have \(count) observations, and \(most) are sent at most: ask for less."
        )
    }
}
