public import Formats
import Kernel

/// The doors of the house in OpenAPI 3.1, made from the routes themselves.
public enum OpenAPI {
    public static func document(_ routes: [Route], version: String) -> JSON {
        var paths: [String: JSON] = [:]
        for route in routes.sorted(by: { $0.path < $1.path }) {
            var item = paths[route.path]?.objectValue ?? [:]
            item[route.method == .get ? "get" : "post"] = operation(route)
            paths[route.path] = .object(item)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Cais", "version": .string(version),
                "summary": "The doors of a Cais installation, with who may use each.",
            ],
            "servers": [["url": "/"]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "session": [
                        "type": "apiKey", "in": "cookie", "name": "cais",
                        "description": "The session that signing in opens.",
                    ]
                ],
                "schemas": ["problem": problem],
            ],
        ]
    }

    private static func operation(_ route: Route) -> JSON {
        var operation: [String: JSON] = [
            "summary": .string(route.summary),
            "operationId": .string(identifier(route)),
            "x-may": .string(route.may.description),
            "responses": .object(responses(route)),
        ]
        let parameters = route.parameters.map(parameter)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        switch route.may {
        case .everyone, .thisMachine: operation["security"] = []
        case .signedIn, .ownFiles, .ownFilesOr, .roles: operation["security"] = [["session": []]]
        }
        if let type = bodyType(route.takes) {
            operation["requestBody"] = ["content": .object([type: ["schema": ["type": "object"]]])]
        }
        return .object(operation)
    }

    private static func parameter(_ name: String) -> JSON {
        ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
    }

    private static func bodyType(_ takes: Route.Takes) -> String? {
        switch takes {
        case .nothing: nil
        case .form: "application/x-www-form-urlencoded"
        case .upload: "multipart/form-data"
        case .json: "application/json"
        }
    }

    private static func responses(_ route: Route) -> [String: JSON] {
        var all: [String: JSON] = [:]
        func refusal(_ status: String, _ words: String) {
            all[status] = [
                "description": .string(words),
                "content": [
                    "application/problem+json": ["schema": ["$ref": "#/components/schemas/problem"]]
                ],
            ]
        }
        if route.method == .get {
            all["200"] = [
                "description": "What was asked for.",
                "content": .object([route.gives: ["schema": ["type": "string"]]]),
            ]
        } else {
            all["303"] = ["description": "Done: go and see."]
            refusal("422", "Something in the form cannot be read; nothing was stored.")
        }
        if !route.parameters.isEmpty { refusal("404", "Not there, or not yours to see.") }
        if route.may != .everyone { refusal("403", "For people with another task.") }
        refusal("429", "Too many requests from one address.")
        return all
    }

    private static let problem: JSON = [
        "type": "object",
        "required": ["title", "detail", "number"],
        "properties": [
            "title": ["type": "string"], "detail": ["type": "string"],
            "number": ["type": "string", "description": "The number to quote."],
        ],
    ]

    private static func identifier(_ route: Route) -> String {
        let words = route.path.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        return ([route.method.rawValue.lowercased()] + words.map(String.init)).joined(
            separator: "-")
    }
}
