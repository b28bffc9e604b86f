#[derive(Persist)]
#[persist(version = 2, removed(first: Option<T>), upgrade = up)]
pub struct Pair<'a, T, const N: usize>
where
    T: Clone,
{
    #[persist(borrow, since = 2, default = "".into())]
    name: Cow<'a, str>,
    #[persist(was(T, until = 1))]
    second: Vec<T>,
}
