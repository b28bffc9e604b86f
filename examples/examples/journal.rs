//! A journal of a bank account: each entry is safe when `append` returns, also if the machine stops a moment later.
//!
//! `cargo run --example journal` opens the account, books some entries and shows the balance; run it again, and it goes on
//! where it was. The journal is in the folder for temporary files.

use persist_core::{Log, Persist};

#[derive(Persist)]
enum Entry {
    Deposit { cents: u64 },
    Withdrawal { cents: u64, to: String },
}

fn main() -> persist_core::Result<()> {
    let path = std::env::temp_dir().join("persist-journal.log");
    let mut journal: Log<Entry> = Log::open(&path)?;
    if let Some(torn) = journal.torn() {
        println!(
            "the last run stopped in the middle of an append: {} bytes are in {}",
            torn.bytes,
            torn.path.display()
        );
    }

    let before = balance(&journal)?;
    println!("{} entries, {}.{:02}", journal.rows(), before / 100, before % 100);

    journal.append(&Entry::Deposit { cents: 12_50 })?;
    // Both, or neither.
    journal.append_all(&[
        Entry::Withdrawal { cents: 9_00, to: "the baker".to_owned() },
        Entry::Withdrawal { cents: 1_00, to: "a fee".to_owned() },
    ])?;
    let after = balance(&journal)?;
    println!("{} entries, {}.{:02}", journal.rows(), after / 100, after % 100);

    if journal.rows() > 1_000 {
        let size = journal.size();
        journal.compact()?;
        println!("written anew: {size} bytes are {} now", journal.size());
    }
    Ok(())
}

fn balance(journal: &Log<Entry>) -> persist_core::Result<i64> {
    let mut balance = 0;
    for entry in journal.iter()? {
        balance += match entry? {
            Entry::Deposit { cents } => cents.cast_signed(),
            Entry::Withdrawal { cents, to } => {
                assert!(!to.is_empty(), "each withdrawal goes somewhere");
                -cents.cast_signed()
            }
        };
    }
    Ok(balance)
}
