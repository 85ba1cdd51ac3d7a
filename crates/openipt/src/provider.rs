//! The OpenID provider by which staff come in: found, asked and proved (OpenID Connect Core 1.0, code
//! flow with PKCE). Beside mail it is the only way out, and it goes to the issuer and where that says.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use clinic::{
    provider::{Flow, Proved},
    tell,
};
use openidconnect::{
    AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest,
    HttpResponse, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    TokenResponse as _,
    core::{CoreClient, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreResponseType},
    http,
};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use web::provider::{Begun, NotProved, Provider};

use crate::problem::Problem;

/// How long the provider may take to answer.
const SILENCE: Duration = Duration::from_secs(10);
/// The most bytes of an answer that are read.
const LARGEST: u64 = 1 << 20;
/// So long what the provider says of itself is taken as it was; its keys for a shorter time, since
/// they change.
const KNOWN: Duration = Duration::from_secs(3600);
const KEYS_KNOWN: Duration = Duration::from_secs(300);

/// By which provider staff can come in
#[derive(clap::Args, Clone, Default)]
pub struct OpenId {
    /// OpenID provider by which staff can come in instead of a passphrase, such as https://id.example
    ///
    /// The second step is asked all the same. Each links their own account on the page of their
    /// sign-in. Register this program there with the address https://NAME/sign-in/provider/return for each
    /// --host NAME, give its client id by --openid-client and its secret by the variable
    /// OPENIPT_OPENID_SECRET. Without TLS only a provider on this machine is taken.
    #[arg(long, value_name = "URL", env = "OPENIPT_OPENID_ISSUER")]
    pub openid_issuer: Option<String>,
    /// Client id under which this program is registered there
    #[arg(long, value_name = "ID", env = "OPENIPT_OPENID_CLIENT")]
    pub openid_client: Option<String>,
    /// Secret of that client; give it by the variable, since others can read what stands on the line
    #[arg(long, hide = true, env = "OPENIPT_OPENID_SECRET", hide_env_values = true)]
    pub openid_secret: Option<String>,
}

impl OpenId {
    /// The provider; none where none is set up.
    ///
    /// # Errors
    /// When one of the three is missing, or the address is none.
    pub fn provider(&self) -> Result<web::provider::OfThePractice, Problem> {
        let user = |text: &str| Err(Problem::User(text.to_owned()));
        match (&self.openid_issuer, &self.openid_client, &self.openid_secret) {
            (None, None, None) => Ok(None),
            (Some(issuer), Some(client), Some(secret)) => {
                Issuer::new(issuer, client, secret).map(|issuer| Some(Arc::new(issuer) as _))
            }
            _ => user(
                "an OpenID provider needs --openid-issuer, --openid-client and the variable \
                 OPENIPT_OPENID_SECRET",
            ),
        }
    }
}

/// A provider.
pub struct Issuer {
    url: IssuerUrl,
    name: String,
    client: ClientId,
    secret: ClientSecret,
    agent: ureq::Agent,
    known: Mutex<Option<(Instant, CoreProviderMetadata)>>,
}

impl Issuer {
    /// The provider at an address. Nothing is asked of it yet.
    ///
    /// # Errors
    /// When that is no address, or one of another machine without TLS.
    pub fn new(url: &str, client: &str, secret: &str) -> Result<Self, Problem> {
        let user = |text: &str| Problem::User(text.to_owned());
        let issuer = IssuerUrl::new(url.to_owned())
            .map_err(|_| user("--openid-issuer is no address, such as https://id.example"))?;
        let host = issuer.url().host_str().unwrap_or_default().to_owned();
        let here = matches!(&*host, "localhost" | "127.0.0.1" | "[::1]");
        if issuer.url().scheme() != "https" && !here {
            return Err(user("--openid-issuer: without https only a provider on this machine"));
        }
        let tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .root_certs(roots());
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(SILENCE))
            // One that leads elsewhere is not followed: what the issuer says of itself is asked alone.
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .tls_config(tls.build());
        Ok(Self {
            url: issuer,
            name: host,
            client: ClientId::new(client.to_owned()),
            secret: ClientSecret::new(secret.to_owned()),
            agent: agent.build().into(),
            known: Mutex::new(None),
        })
    }

    fn call(&self, request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
        let (parts, body) = request.into_parts();
        let answer = if parts.method == http::Method::GET {
            self.agent.run(http::Request::from_parts(parts, ()))?
        } else {
            self.agent.run(http::Request::from_parts(parts, body))?
        };
        let (parts, body) = answer.into_parts();
        let body = body.into_with_config().limit(LARGEST).read_to_vec()?;
        Ok(http::Response::from_parts(parts, body))
    }

    /// What the provider says of itself, not older than this.
    fn metadata(&self, most: Duration) -> Result<CoreProviderMetadata, NotProved> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, metadata)) = known.as_ref().filter(|(at, _)| at.elapsed() < most) {
            return Ok(metadata.clone());
        }
        let call = |request: HttpRequest| self.call(request);
        let found = CoreProviderMetadata::discover(&self.url, &call);
        let metadata = found.map_err(|_| unreachable("it does not say of itself what it must"))?;
        *known = Some((Instant::now(), metadata.clone()));
        Ok(metadata)
    }
}

/// The roots that this machine trusts.
fn roots() -> RootCerts {
    let found = rustls_native_certs::load_native_certs().certs;
    let roots: Vec<_> = found.iter().map(|one| Certificate::from_der(one).to_owned()).collect();
    RootCerts::new_with_certs(&roots)
}

fn unreachable(why: &'static str) -> NotProved {
    tell("the OpenID provider cannot be reached", &[&why]);
    NotProved::Unreachable
}

fn refused(why: &'static str) -> NotProved {
    tell("the OpenID provider proves nobody", &[&why]);
    NotProved::Refused
}

impl Provider for Issuer {
    fn name(&self) -> &str {
        &self.name
    }

    fn begin(&self, returns: &str, back: &str) -> Result<Begun, NotProved> {
        let returns = RedirectUrl::new(returns.to_owned()).map_err(|_| refused("our address"))?;
        let client = CoreClient::from_provider_metadata(
            self.metadata(KNOWN)?,
            self.client.clone(),
            Some(self.secret.clone()),
        )
        .set_redirect_uri(returns);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state, nonce) = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge)
            .url();
        let flow = Flow {
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
            back: back.to_owned(),
        };
        Ok(Begun { address: address.to_string(), flow })
    }

    fn prove(&self, returns: &str, flow: &Flow, code: &str) -> Result<Proved, NotProved> {
        if code.is_empty() {
            return Err(NotProved::Refused);
        }
        let returns = RedirectUrl::new(returns.to_owned()).map_err(|_| refused("our address"))?;
        let client = CoreClient::from_provider_metadata(
            self.metadata(KEYS_KNOWN)?,
            self.client.clone(),
            Some(self.secret.clone()),
        )
        .set_redirect_uri(returns);
        let call = |request: HttpRequest| self.call(request);
        let answer = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| unreachable("it names no place for codes"))?
            .set_pkce_verifier(PkceCodeVerifier::new(flow.verifier.clone()))
            .request(&call)
            .map_err(|_| refused("the code was not taken"))?;
        let token = answer.id_token().ok_or_else(|| refused("no token"))?;
        // Signed by a key of the provider, never by a secret that we know too.
        let verifier = client.id_token_verifier().set_allowed_algs([
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            CoreJwsSigningAlgorithm::RsaSsaPssSha256,
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
            CoreJwsSigningAlgorithm::EdDsa,
        ]);
        let claims = token
            .claims(&verifier, &Nonce::new(flow.nonce.clone()))
            .map_err(|_| refused("the token does not verify"))?;
        Ok(Proved { issuer: claims.issuer().to_string(), subject: claims.subject().to_string() })
    }
}
