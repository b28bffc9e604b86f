//! What a power cut leaves: every state that a file system may be in after it, within stated bounds.
