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
        let text = try Files.secret("CAIS_PAYMENTS_SECRET", environment) ?? ""
        let provider = SharedSecret(text).flatMap { secret in
            PaymentProvider.http(url, secret: secret, fetch: Outgoing().fetch, clock: clock)
        }
        guard let provider else {
            throw Trouble(
                "CAIS_PAYMENTS_URL is an https address without a slash at its end (http to this machine alone), and its secret, in CAIS_PAYMENTS_SECRET_FILE or CAIS_PAYMENTS_SECRET, has 32 bytes or more"
            )
        }
        return provider
    }
}
