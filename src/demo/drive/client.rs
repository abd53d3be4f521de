//! Somebody with a session and a browser or phone, over real HTTP.

use anyhow::{Result, bail};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// Somebody signed in.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    address: String,
    token: String,
}

impl Client {
    /// Signs in at the desk with a one-time code.
    ///
    /// # Errors
    /// When the code is refused.
    pub async fn sign_in(address: &str, code: &str) -> Result<Self> {
        Self::redeem(address, "/api/v1/session", code).await
    }

    /// Enrols a phone with a one-time code.
    ///
    /// # Errors
    /// When the code is refused.
    pub async fn enrol(address: &str, code: &str) -> Result<(Self, String)> {
        let client = Self::nobody(address)?;
        let session = client
            .post("/api/sync/v1/enrol", json!({ "code": code }))
            .await?;
        let install = super::text(&session, "install")?;
        Ok((
            Self {
                token: super::text(&session, "token")?,
                ..client
            },
            install,
        ))
    }

    async fn redeem(address: &str, path: &str, code: &str) -> Result<Self> {
        let client = Self::nobody(address)?;
        let session = client.post(path, json!({ "code": code })).await?;
        Ok(Self {
            token: super::text(&session, "token")?,
            ..client
        })
    }

    fn nobody(address: &str) -> Result<Self> {
        // The client wants one even for plain HTTP; a second installation keeps the first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self {
            http,
            address: address.to_owned(),
            token: String::new(),
        })
    }

    /// `GET`.
    ///
    /// # Errors
    /// When the answer is not a success, with its sentence.
    pub async fn get(&self, path: &str) -> Result<Value> {
        self.send(Method::GET, path, None).await
    }

    /// `POST` with JSON.
    ///
    /// # Errors
    /// When the answer is not a success, with its sentence.
    pub async fn post(&self, path: &str, body: Value) -> Result<Value> {
        self.send(Method::POST, path, Some(body)).await
    }

    /// `PUT` with JSON.
    ///
    /// # Errors
    /// When the answer is not a success, with its sentence.
    pub async fn put(&self, path: &str, body: Value) -> Result<Value> {
        self.send(Method::PUT, path, Some(body)).await
    }

    /// `PATCH` with JSON.
    ///
    /// # Errors
    /// When the answer is not a success, with its sentence.
    pub async fn patch(&self, path: &str, body: Value) -> Result<Value> {
        self.send(Method::PATCH, path, Some(body)).await
    }

    async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value> {
        let mut request = self
            .http
            .request(method.clone(), format!("{}{path}", self.address));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        if let Some(body) = &body {
            request = request.json(body);
        }
        let answer = request.send().await?;
        let status = answer.status();
        let bytes = answer.bytes().await?;
        if !status.is_success() {
            bail!(
                "{method} {path} was answered {status}: {}",
                String::from_utf8_lossy(&bytes)
            );
        }
        if status == StatusCode::NO_CONTENT || bytes.is_empty() {
            return Ok(Value::Null);
        }
        Ok(serde_json::from_slice(&bytes)?)
    }
}
