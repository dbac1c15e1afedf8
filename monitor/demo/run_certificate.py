"""A certificate for the demo's mail server, so that mail goes out with TLS that is verified as in earnest."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_LIFETIME = timedelta(days=1)


def issue(directory: Path, address: str) -> tuple[Path, ssl.SSLContext]:
    """An authority of our own that signs one certificate for the IP address: its file, and the server's context.

    Both live a day; the authority's key is never written. Raises OSError.
    """
    ca_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    authority = _name("Demo authority")
    ca = _builder(authority, authority, ca_key, ca_key, authority=True).sign(ca_key, SHA256())
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
    leaf = _builder(_name("Demo mail server"), authority, key, ca_key, authority=False)
    certificate = leaf.add_extension(names, critical=False).sign(ca_key, SHA256())
    ca_file, chain = directory / "authority.pem", directory / "mail-server.pem"
    ca_file.write_bytes(ca.public_bytes(Encoding.PEM))
    chain.touch(mode=0o600)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    chain.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return ca_file, context


def _builder(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, signer: EllipticCurvePrivateKey,
    *, authority: bool,
) -> x509.CertificateBuilder:  # fmt: skip
    """What Python 3.13's strict verification wants to see in a certificate (RFC 5280)."""
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True, key_cert_sign=authority, crl_sign=authority, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + _LIFETIME)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
