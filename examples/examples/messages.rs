//! Messages between threads, processes or machines: `encode_into` and `decode`.
//!
//! ```text
//! cargo run --example messages
//! ```
//!
//! A message needs no file around it. `encode` writes the bare value and an 8-byte fingerprint of
//! its type, and `decode` refuses bytes that were meant for another type. Here a client asks a
//! server over a stream of bytes, each message preceded by its length.

use std::collections::HashMap;
use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use persist_core::{Decode, Encode, Persist};

/// What a client asks. Its texts are borrowed: the server decodes a request without copying them.
#[derive(Persist, Debug)]
enum Request<'a> {
    Set { key: &'a str, value: &'a [u8] },
    Get { key: &'a str },
    Stop,
}

/// What the server answers.
#[derive(Persist, Debug, PartialEq)]
enum Reply {
    Done,
    Found(Vec<u8>),
    NotFound,
}

/// Longer messages are refused before memory is asked for.
const MAX_MESSAGE: usize = 1 << 20;

/// One end of a connection. It keeps its buffer, so that a message needs no allocation.
struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    fn new(stream: TcpStream) -> Self {
        Self { stream, buffer: Vec::new() }
    }

    fn send(&mut self, message: &impl Encode) -> io::Result<()> {
        self.buffer.clear();
        self.buffer.extend([0; 4]);
        persist_core::encode_into(message, &mut self.buffer)?;
        let length = u32::try_from(self.buffer.len() - 4).map_err(io::Error::other)?;
        self.buffer[..4].copy_from_slice(&length.to_le_bytes());
        self.stream.write_all(&self.buffer)
    }

    /// The next message. It may borrow from the buffer, so it goes before the next one comes.
    fn receive<'a, M: Decode<'a>>(&'a mut self) -> io::Result<M> {
        let mut length = [0; 4];
        self.stream.read_exact(&mut length)?;
        let length = u32::from_le_bytes(length) as usize;
        if length > MAX_MESSAGE {
            return Err(io::Error::other(format!("a message of {length} bytes; at most {MAX_MESSAGE} are allowed")));
        }
        self.buffer.resize(length, 0);
        self.stream.read_exact(&mut self.buffer)?;
        Ok(persist_core::decode(&self.buffer)?)
    }
}

/// Serves one client until it says `Stop`.
fn serve(listener: &TcpListener) -> io::Result<()> {
    let (stream, _) = listener.accept()?;
    let mut connection = Connection::new(stream);
    let mut store: HashMap<String, Vec<u8>> = HashMap::new();
    loop {
        let reply = match connection.receive()? {
            Request::Set { key, value } => {
                store.insert(key.to_owned(), value.to_owned());
                Reply::Done
            }
            Request::Get { key } => store.get(key).map_or(Reply::NotFound, |value| Reply::Found(value.clone())),
            Request::Stop => return Ok(()),
        };
        connection.send(&reply)?;
    }
}

fn ask(connection: &mut Connection, request: &Request) -> io::Result<Reply> {
    connection.send(request)?;
    let bytes = connection.buffer.len();
    let reply = connection.receive()?;
    println!("{request:?} ({bytes} bytes) → {reply:?}");
    Ok(reply)
}

fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = thread::spawn(move || serve(&listener));

    let mut connection = Connection::new(TcpStream::connect(address)?);
    let (key, value) = ("greeting", b"hello".as_slice());
    let (get, set) = (Request::Get { key }, Request::Set { key, value });
    assert_eq!(ask(&mut connection, &get)?, Reply::NotFound);
    assert_eq!(ask(&mut connection, &set)?, Reply::Done);
    let found = Reply::Found(value.to_vec());
    assert_eq!(ask(&mut connection, &get)?, found);
    connection.send(&Request::Stop)?;
    server.join().map_err(|_| "the server panicked")??;

    // Bytes of one type do not pass for another.
    let bytes = persist_core::encode(&Reply::Done)?;
    match persist_core::decode::<Request>(&bytes) {
        Ok(request) => Err(format!("a reply passed for {request:?}").into()),
        Err(error) => {
            println!("A reply is no request: {error}.");
            Ok(())
        }
    }
}
