import Cases
import Foundation
import Kernel
import Web

/// Who makes payment documents: the service below CAIS_PAYMENTS_URL, which knows the secret of
/// CAIS_PAYMENTS_SECRET_FILE or CAIS_PAYMENTS_SECRET (docs/payment-contract.md). Where nothing is named, documents are
/// noted by hand; invented files have the demonstration's own.
enum Paying {
    static func provider(
        _ environment: [String: String], _ clock: @escaping Clock
    ) throws -> PaymentProvider? {
        let names = ["CAIS_PAYMENTS_SECRET_FILE", "CAIS_PAYMENTS_SECRET"]
        guard let url = environment["CAIS_PAYMENTS_URL"], !url.isEmpty else {
            if let alone = names.first(where: { environment[$0] != nil }) {
                throw Trouble("\(alone) is set and CAIS_PAYMENTS_URL is not")
            }
            return nil
        }
        let provider = PaymentProvider.http(
            url, secret: try secret(environment), fetch: Outgoing().fetch, clock: clock)
        guard let provider else {
            throw Trouble(
                "CAIS_PAYMENTS_URL is an https address without a slash at its end (http to this machine alone), and its secret, in CAIS_PAYMENTS_SECRET_FILE or CAIS_PAYMENTS_SECRET, has 32 bytes or more"
            )
        }
        return provider
    }

    private static func secret(_ environment: [String: String]) throws -> [UInt8] {
        guard let path = environment["CAIS_PAYMENTS_SECRET_FILE"] else {
            return Array((environment["CAIS_PAYMENTS_SECRET"] ?? "").utf8)
        }
        let text = String(decoding: try Files.bytes(path), as: UTF8.self)
        return Array(text.trimmingCharacters(in: .newlines).utf8)
    }
}
