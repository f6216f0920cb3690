/// Tokens as their issuers write them, made here: no file has one.
extension Planter {
    mutating func issued(_ generator: String) -> String? {
        let upper = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        func digits(_ count: Int, _ planter: inout Planter) -> String { planter.figures(count).map(String.init).joined() }
        func made(_ count: Int, _ alphabet: [Character], _ planter: inout Planter) -> String {
            String((0..<count).map { _ in planter.pick(alphabet) })
        }
        switch generator {
        case "aws-id": return "AKIA" + made(16, upper, &self)
        case "aws-temp-id": return "ASIA" + made(16, upper, &self)
        case "aws-secret": return text(40, Self.base64)
        case "github": return pick(["ghp_", "gho_"]) + text(36)
        case "github-app": return "ghs_" + text(36)
        case "gitlab": return "glpat-" + text(20, Self.token)
        case "npm": return "npm_" + text(36)
        case "pypi": return "pypi-AgEIcHlwaS5vcmc" + text(120, Self.token)
        case "slack": return "xoxb-" + digits(12, &self) + "-" + digits(12, &self) + "-" + text(24)
        case "slack-hook": return text(24)
        case "telegram": return "5" + digits(9, &self) + ":AA" + text(33, Self.token)
        case "stripe": return "sk_live_" + text(24)
        case "sendgrid": return "SG." + text(22, Self.token) + "." + text(43, Self.token)
        case "digitalocean": return "dop_v1_" + hexadecimal(64)
        case "huggingface": return "hf_" + text(34)
        case "openai": return "sk-proj-" + text(74, Self.token)
        case "anthropic": return "sk-ant-api03-" + text(93, Self.token)
        case "vault": return "hvs." + text(90, Self.token)
        case "gcp": return "AIza" + text(35, Self.token)
        case "gcp-secret": return "GOCSPX-" + text(28, Self.token)
        case "google-refresh": return "1//0" + text(60, Self.token)
        case "doppler": return "dp.pt." + text(43)
        case "azure-secret": return text(3) + "8Q~" + text(34, Self.token)
        case "azure-storage": return text(86, Self.base64) + "=="
        case "sas": return percentEncoded(text(43, Self.base64) + "=")
        case "dockerhub": return "dckr_pat_" + text(27, Self.token)
        case "bitbucket": return "ATBB" + text(32)
        case "grafana": return "glsa_" + text(32) + "_" + hexadecimal(8)
        case "shopify": return "shpat_" + hexadecimal(32)
        case "linear": return "lin_api_" + text(40)
        case "databricks": return "dapi" + hexadecimal(32)
        case "atlassian": return "ATATT3xFfGF0" + text(170, Self.token)
        default: return nil
        }
    }
}
