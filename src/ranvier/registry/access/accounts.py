"""Sign-in: nobody opens an account by themselves, and second factors are kept as ciphertext."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from ranvier.registry.identity.master_keys import master_keys


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors under the keys of the installation."""

    def encrypt(self, text: str) -> str:
        """Ciphertext for the database."""
        return master_keys(settings.STATE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return master_keys(settings.STATE).decrypt(encrypted_text.encode()).decode()
