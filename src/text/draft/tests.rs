//! Drafts of small documents.
